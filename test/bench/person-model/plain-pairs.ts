import {
  candidatePairs,
  PERSON_COMPARISONS,
  PERSON_LAYOUT,
  personEncodable,
  personForms,
  personNameForms,
  personSalts,
  sketchDice,
  type EncodableForms,
  type PairView,
  type PersonNameForms,
} from '#linkage';
import { SeededRandom } from '#testing';
import { countTruePairs, patternsOf, type LabelledPairs, type LabelledRecord } from './labelled-pairs.js';

interface PlainPerson {
  readonly source: string;
  readonly personId: string;
  /** Made when asked first: many records meet no other. */
  readonly forms: () => EncodableForms;
  /** Salts as text in the place of tags. */
  readonly variants: readonly { readonly v: string; readonly tag: string; readonly seg: null }[];
}

/**
 * The same as `labelledPairs` without encoding, in a sixth of the time: candidates share a salt, slots are compared as texts,
 * and the noise of sketches is drawn from `seed`. What is left out is the chance that hashes of different forms are equal.
 * `more` may add levels to those of the comparisons.
 */
export function plainPairs(
  records: readonly LabelledRecord[],
  seed: number,
  more: (a: LabelledRecord, b: LabelledRecord) => readonly number[] = () => [],
): LabelledPairs {
  const persons = records.map(plainPerson);
  const random = new SeededRandom(seed);
  const pairs = candidatePairs(persons, { acrossSources: true }).flatMap(([i, j]) => {
    const [a, b, recordA, recordB] = [persons[i], persons[j], records[i], records[j]];
    if (a === undefined || b === undefined || recordA === undefined || recordB === undefined) return [];
    const view = plainView(a, b, random);
    const compared = PERSON_COMPARISONS.map((comparison) => comparison.levels.indexOf(comparison.levelOf(view)));
    const levels = [...compared, ...more(recordA, recordB)];
    return [{ levels, isSame: a.personId === b.personId }];
  });
  return { patterns: patternsOf(pairs), truePairs: countTruePairs(records) };
}

function plainPerson(record: LabelledRecord): PlainPerson {
  const forms = personForms(record, nameFormsOf(record));
  const variants = personSalts(forms).map(({ v, salt }) => ({ v, tag: salt.join('\n'), seg: null }));
  let encodable: EncodableForms | undefined;
  return {
    ...{ source: record.country, personId: record.personId, variants },
    forms: () => (encodable ??= personEncodable(forms)),
  };
}

/** Names of one corpus, which are read again where less is known of its records otherwise. */
const known = new Map<string, PersonNameForms>();
const MOST_KNOWN = 20_000;

function nameFormsOf({ givenName, patronymic, surname }: LabelledRecord): PersonNameForms {
  const cells = JSON.stringify([givenName, patronymic, surname]);
  const forms = known.get(cells) ?? personNameForms({ givenName, patronymic, surname });
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(cells, forms);
  return forms;
}

function plainView(a: PlainPerson, b: PlainPerson, random: SeededRandom): PairView {
  const tags = new Set(b.variants.map(({ v, tag }) => `${v} ${tag}`));
  const both = a.variants.filter(({ v, tag }) => tags.has(`${v} ${tag}`)).map(({ v }) => v);
  const segments = both.filter((v) => !v.startsWith('X')).length;
  const [formsA, formsB] = [a.forms(), b.forms()];
  const same = (slotA: string, slotB = slotA) => {
    const form = formsA.slots[slotA] ?? null;
    return segments > 0 && form !== null && form === formsB.slots[slotB];
  };
  const drawn = new Map<string, number>();
  return {
    ...{ shared: [...new Set(both)].sort(), same },
    both: (attribute) => same(`has ${attribute}`),
    dice: (sketch) => {
      const dice = drawn.get(sketch) ?? noisyDice(formsA, formsB, sketch, segments, random);
      drawn.set(sketch, dice);
      return dice;
    },
    exact: (variant) => both.some((v) => v === variant),
  };
}

/** As `segments` sketches would tell it: each bit agrees with the chance (1 + J) / 2, J being the Jaccard similarity. */
function noisyDice(
  a: EncodableForms,
  b: EncodableForms,
  sketch: string,
  segments: number,
  random: SeededRandom,
): number {
  if (segments === 0) return 0;
  const [x, y] = [new Set(a.tokens[sketch]), new Set(b.tokens[sketch])];
  const inBoth = [...x].filter((token) => y.has(token)).length;
  const jaccard = inBoth === 0 ? 0 : inBoth / (x.size + y.size - inBoth);
  const bits = (PERSON_LAYOUT.sketches?.find(({ name }) => name === sketch)?.bits ?? 0) * segments;
  let agreeing = 0;
  for (let bit = 0; bit < bits; bit += 1) if (random.chance((1 + jaccard) / 2)) agreeing += 1;
  return sketchDice(agreeing, bits);
}
