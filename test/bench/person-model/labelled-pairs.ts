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
  const patterns = new Map<string, Pattern>();
  for (const [i, j] of candidatePairs(mentions, { acrossSources: true })) {
    const [a, b] = [mentions[i], mentions[j]];
    if (a === undefined || b === undefined) continue;
    const levels = [...evidenceOf(a.variants, b.variants).levels];
    const pattern = patterns.get(levels.join()) ?? { levels, same: 0, different: 0 };
    patterns.set(levels.join(), pattern);
    if (a.personId === b.personId) pattern.same += 1;
    else pattern.different += 1;
  }
  const sorted = [...patterns.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pattern]) => pattern);
  return { patterns: sorted, truePairs: countTruePairs(records) };
}

function countTruePairs(records: readonly LabelledRecord[]): number {
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

/** The same records with less known of them: names, birth date and sex only. */
export function namesAndBirthOnly(record: LabelledRecord): LabelledRecord {
  return {
    ...record,
    ...{ aliases: [], birthPlace: null, birthAdmin1: null, citizenship: null },
    ...{ documentNo: null, nationalId: null, phone: null, handle: null },
  };
}
