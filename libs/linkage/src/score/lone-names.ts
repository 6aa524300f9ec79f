import { place } from '../encode/layout.js';
import { ALIAS_SLOTS, PERSON_LAYOUT } from '../encode/person-layout.js';
import { agreeingBits, sameBytes, sketchDice } from './bits.js';
import { NAME_LEVELS, NEAR, SIMILAR, type NameLevel } from './name-comparisons.js';

interface Part {
  readonly has: number;
  readonly hasBytes: number;
  readonly skeleton: number;
  readonly fold: number;
  readonly canon: number;
  readonly sketch: number;
  readonly sketchBytes: number;
  /** Agreeing bits of the sketch from which on names are near, and from which on similar. */
  readonly near: number;
  readonly similar: number;
}

const { sketches, slots } = place(PERSON_LAYOUT);
const slotAt = new Map(slots.map((slot) => [slot.name, slot]));
const [ABSENT, SAME, SAME_FOLD, SAME_SKELETON, NEAR_LEVEL, OTHER_NAME, OTHER_COLUMN, SIMILAR_LEVEL, DIFFERENT] = (
  [
    ...(['ABSENT', 'SAME', 'SAME_FOLD', 'SAME_SKELETON', 'NEAR'] as const),
    ...(['OTHER_NAME', 'OTHER_COLUMN', 'SIMILAR', 'DIFFERENT'] as const),
  ] satisfies NameLevel[]
).map((level) => NAME_LEVELS.indexOf(level)) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

const SKELETON_BYTES = 2;
const [GIVEN, SURNAME, PATRONYMIC] = [partOf('given'), partOf('surname'), partOf('patronymic')];
const [GIVEN_AS_SURNAME, SURNAME_AS_GIVEN] = [offsetOf('givenAsSurname'), offsetOf('surnameAsGiven')];
const ALIASES = ALIAS_SLOTS.map((alias) => offsetOf(alias));

/**
 * The levels of given name, surname and patronymic (see `name-comparisons.ts`, with which a test holds it together) for two mentions
 * that share one tag, and so have one segment each to compare; as one number, digits in the base of the names' levels. Reads the
 * bytes where they lie: a frequent birth date makes thousands of such pairs.
 */
export function loneNames(a: Uint8Array, i: number, b: Uint8Array, j: number): number {
  const swapped = isSwapped(a, i, b, j);
  const family = surnameOf(a, i, b, j, swapped);
  const father = patronymicOf(a, i, b, j);
  return (givenOf(a, i, b, j, swapped) * NAME_LEVELS.length + family) * NAME_LEVELS.length + father;
}

function givenOf(a: Uint8Array, i: number, b: Uint8Array, j: number, swapped: boolean): number {
  const level = spelling(a, i, b, j, GIVEN);
  if (level <= SAME_SKELETON) return level;
  if (swapped) return OTHER_COLUMN;
  return isAlias(a, i, b, j, GIVEN.skeleton) ? OTHER_NAME : level;
}

function surnameOf(a: Uint8Array, i: number, b: Uint8Array, j: number, swapped: boolean): number {
  const level = spelling(a, i, b, j, SURNAME);
  if (level <= SAME_SKELETON) return level;
  if (swapped) return ABSENT;
  if (isAlias(a, i, b, j, SURNAME.skeleton)) return OTHER_NAME;
  return crosses(a, i, b, j, SURNAME.skeleton, PATRONYMIC.skeleton) ? OTHER_COLUMN : level;
}

function patronymicOf(a: Uint8Array, i: number, b: Uint8Array, j: number): number {
  const level = spelling(a, i, b, j, PATRONYMIC);
  if (level !== ABSENT) return level;
  return crosses(a, i, b, j, PATRONYMIC.skeleton, SURNAME.skeleton) ? OTHER_COLUMN : level;
}

function spelling(a: Uint8Array, i: number, b: Uint8Array, j: number, part: Part): number {
  if (!sameBytes(a, b, i + part.has, j + part.has, part.hasBytes)) return ABSENT;
  if (isEqual(a, i + part.skeleton, b, j + part.skeleton)) {
    if (a[i + part.fold] !== b[j + part.fold]) return SAME_SKELETON;
    return a[i + part.canon] === b[j + part.canon] ? SAME : SAME_FOLD;
  }
  const agreeing = agreeingBits(a, b, i + part.sketch, part.sketchBytes, j + part.sketch);
  if (agreeing >= part.near) return NEAR_LEVEL;
  return agreeing >= part.similar ? SIMILAR_LEVEL : DIFFERENT;
}

function isSwapped(a: Uint8Array, i: number, b: Uint8Array, j: number): boolean {
  return (
    crosses(a, i, b, j, GIVEN_AS_SURNAME, SURNAME.skeleton) && crosses(a, i, b, j, SURNAME_AS_GIVEN, GIVEN.skeleton)
  );
}

function isAlias(a: Uint8Array, i: number, b: Uint8Array, j: number, skeleton: number): boolean {
  for (const alias of ALIASES) if (crosses(a, i, b, j, skeleton, alias)) return true;
  return false;
}

function crosses(a: Uint8Array, i: number, b: Uint8Array, j: number, one: number, other: number): boolean {
  return isEqual(a, i + one, b, j + other) || isEqual(a, i + other, b, j + one);
}

/** Of two skeletons. */
function isEqual(a: Uint8Array, i: number, b: Uint8Array, j: number): boolean {
  return a[i] === b[j] && a[i + 1] === b[j + 1];
}

function partOf(name: 'given' | 'surname' | 'patronymic'): Part {
  const sketch = sketches.find((one) => one.name === name);
  const has = slotAt.get(`has ${name}`);
  if (sketch === undefined || has === undefined) throw new RangeError(`The layout has no ${name}.`);
  return {
    ...{ has: has.offset, hasBytes: has.length, skeleton: offsetOf(name) },
    ...{ fold: offsetOf(`${name}Fold`, 1), canon: offsetOf(`${name}Canon`, 1) },
    ...{ sketch: sketch.offset, sketchBytes: sketch.length },
    ...{ near: leastAgreeing(sketch.bits, NEAR), similar: leastAgreeing(sketch.bits, SIMILAR) },
  };
}

function offsetOf(name: string, bytes = SKELETON_BYTES): number {
  const slot = slotAt.get(name);
  if (slot?.length !== bytes) throw new RangeError(`The layout has no ${name} of this length.`);
  return slot.offset;
}

/** Similarity rises with the bits that agree. */
function leastAgreeing(bits: number, dice: number): number {
  let agreeing = 1;
  while (agreeing <= bits && sketchDice(agreeing, bits) < dice) agreeing += 1;
  return agreeing;
}
