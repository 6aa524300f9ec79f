import { candidatePairs, comparable, createPersonEncoder, evidenceOf, type PersonMention } from '#linkage';

/** A record whose person is known. */
export interface LabelledRecord extends PersonMention {
  readonly recordId: string;
  readonly country: string;
  readonly personId: string;
}

/** Candidate pairs across countries that gave the same levels, and how many of them are one person. */
export interface Pattern {
  readonly levels: readonly number[];
  same: number;
  different: number;
}

export interface LabelledPairs {
  readonly patterns: readonly Pattern[];
  /** Pairs of one person, whether found as candidates or not. */
  readonly truePairs: number;
}

const KEY = Buffer.alloc(32, 'training');

/** Encodes the records, finds the candidates across countries through their tags and compares them. */
export function labelledPairs(records: readonly LabelledRecord[]): LabelledPairs {
  const encoder = createPersonEncoder(KEY, 1);
  const mentions = records.map((record) => ({
    source: record.country,
    personId: record.personId,
    variants: comparable(encoder.encode(record, record.recordId)),
  }));
  const pairs = candidatePairs(mentions, { acrossSources: true }).flatMap(([i, j]) => {
    const [a, b] = [mentions[i], mentions[j]];
    if (a === undefined || b === undefined) return [];
    return [{ levels: [...evidenceOf(a.variants, b.variants).levels], isSame: a.personId === b.personId }];
  });
  return { patterns: patternsOf(pairs), truePairs: countTruePairs(records) };
}

/** Pairs with the same levels counted together, in an order that depends on the levels alone. */
export function patternsOf(
  pairs: readonly { readonly levels: readonly number[]; readonly isSame: boolean }[],
): Pattern[] {
  const patterns = new Map<string, Pattern>();
  for (const { levels, isSame } of pairs) {
    const key = levels.join();
    const pattern = patterns.get(key) ?? { levels, same: 0, different: 0 };
    patterns.set(key, pattern);
    if (isSame) pattern.same += 1;
    else pattern.different += 1;
  }
  return [...patterns.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pattern]) => pattern);
}

export function countTruePairs(records: readonly LabelledRecord[]): number {
  const persons = new Map<string, string[]>();
  for (const { personId, country } of records) persons.set(personId, [...(persons.get(personId) ?? []), country]);
  let pairs = 0;
  for (const countries of persons.values()) {
    countries.forEach((country, i) => {
      pairs += countries.slice(i + 1).filter((other) => other !== country).length;
    });
  }
  return pairs;
}
