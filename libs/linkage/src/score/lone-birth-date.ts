import { place } from '../encode/layout.js';
import { PERSON_LAYOUT, YEAR_MARKS } from '../encode/person-layout.js';
import { sameBytes } from './bits.js';
import { BIRTH_DATE_LEVELS, coarseLevel, FARTHER, preciseLevel, type BirthDateLevel } from './date-comparisons.js';

interface Slot {
  readonly offset: number;
  readonly length: number;
}

const slots = new Map(place(PERSON_LAYOUT).slots.map((slot) => [slot.name, slot]));
const slotOf = (name: string): Slot => slots.get(name) ?? missing(name);

const [HAS_YEAR, HAS_MONTH, HAS_DAY, HAS_CARRIED] = ['year', 'month', 'day', 'carriedDate'].map((name) =>
  slotOf(`has ${name}`),
) as [Slot, Slot, Slot, Slot];
const [MONTH, DAY, BIRTH_DATE, CARRIED_DATE] = ['month', 'day', 'birthDate', 'carriedDate'].map(slotOf) as [
  Slot,
  Slot,
  Slot,
  Slot,
];
const YEARS = YEAR_MARKS.map((mark) => ({ mark, slot: slotOf(`year+${mark}`) }));
const PLACES = Object.fromEntries(BIRTH_DATE_LEVELS.map((level, i) => [level, i])) as Record<BirthDateLevel, number>;

/**
 * The level of the birth date (see `date-comparisons.ts`, with which a test holds it together) for two mentions that share one tag, by
 * their segments at `i` in `a` and at `j` in `b`; its place among the levels.
 */
export function loneBirthDate(a: Uint8Array, i: number, b: Uint8Array, j: number): number {
  const same = (one: Slot, other = one) => sameBytes(a, b, i + one.offset, j + other.offset, one.length);
  return PLACES[levelOf(same)];
}

type Same = (one: Slot, other?: Slot) => boolean;

function levelOf(same: Same): BirthDateLevel {
  if (!same(HAS_YEAR)) return 'ABSENT';
  const years = yearsApart(same);
  const month = same(HAS_MONTH) ? same(MONTH) : null;
  if (month === null || !same(HAS_DAY)) return coarseLevel(years, month);
  const day = same(DAY);
  if (years === 0 && month && day) return 'SAME_DAY';
  if (carriedAgrees(same)) return 'SAME_DAY';
  if (years === 0 && same(MONTH, DAY) && same(DAY, MONTH)) return 'SWAPPED_DAY_AND_MONTH';
  return preciseLevel(years, month, day);
}

function carriedAgrees(same: Same): boolean {
  if (same(HAS_CARRIED)) return same(CARRIED_DATE);
  return same(CARRIED_DATE, BIRTH_DATE) || same(BIRTH_DATE, CARRIED_DATE);
}

function yearsApart(same: Same): number {
  const [first] = YEARS;
  if (first !== undefined && same(first.slot)) return 0;
  for (const one of YEARS) {
    for (const other of YEARS) if (one !== other && same(one.slot, other.slot)) return Math.abs(one.mark - other.mark);
  }
  return FARTHER;
}

function missing(name: string): never {
  throw new RangeError(`The layout has no ${name}.`);
}
