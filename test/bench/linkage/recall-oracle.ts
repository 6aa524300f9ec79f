import { bigrams, createSegmentEncoder, FILTER_BYTES, FilterScan, padded, personPairModel } from '#linkage';
import { pairKey } from './judge.js';
import { plainCandidates, plainScore, type PlainPerson } from './plain-persons.js';

/** Least Dice similarity of two whole filters, thousandths: far below any pair that the model takes for one person. */
const LEAST_LIKE = 500;
/** Variant under which a pair without a common tag is compared. */
const AS_IF = ['A'];
const LAYOUT = { bytes: FILTER_BYTES, filters: [{ name: 'all', bits: 1024, hashes: 8 }], slots: [] };

export interface OracleOutcome {
  /** Share of the pairs above the statistical threshold that share a tag. */
  readonly recall: number;
  /** Share of all pairs of two countries that need not be compared. */
  readonly reduction: number;
  readonly above: number;
  readonly compared: number;
  readonly scanned: number;
}

/**
 * Compares every record with every other one through filters under one common salt, which no service ever publishes, and judges
 * what is alike by the frozen model: of the pairs that it takes for one person, how many share a tag?
 */
export function recallOracle(persons: readonly PlainPerson[]): OracleOutcome {
  const { statistical } = personPairModel().thresholds;
  const pairs = plainCandidates(persons);
  const candidates = new Set(pairs.map(([i, j]) => pairOf(persons, i, j)));
  const isAbove = (i: number, j: number, shared?: string[]) => {
    const [a, b] = [persons[i], persons[j]];
    if (a === undefined || b === undefined) return false;
    const { mbits, conflict } = plainScore(a, b, shared);
    return mbits >= statistical && !conflict;
  };
  const found = pairs.filter(([i, j]) => isAbove(i, j)).length;
  let missed = 0;
  let scanned = 0;
  eachAlike(persons, (i, j) => {
    scanned += 1;
    if (!candidates.has(pairOf(persons, i, j)) && isAbove(i, j, AS_IF)) missed += 1;
  });
  const above = found + missed;
  const all = crossBorderPairs(persons);
  return { recall: found / above, reduction: 1 - candidates.size / all, above, compared: candidates.size, scanned };
}

function pairOf(persons: readonly PlainPerson[], i: number, j: number): string {
  return pairKey(persons[i]?.id ?? '', persons[j]?.id ?? '');
}

/** Visits every pair of two countries whose names and dates are alike. */
function eachAlike(persons: readonly PlainPerson[], visit: (i: number, j: number) => void): void {
  const encoder = createSegmentEncoder(Buffer.alloc(32, 'oracle'), 'VICTIM', 1, LAYOUT);
  const salts = [{ v: 'A', salt: ['everybody'] }];
  const scan = new FilterScan(persons.length);
  const filters = persons.map(({ id, forms }) => {
    const [variant] = encoder.encode({ tokens: { all: tokensOf(forms) }, slots: {}, salts }, id);
    return variant?.seg ?? Buffer.alloc(FILTER_BYTES);
  });
  for (const filter of filters) scan.add(filter);
  filters.forEach((filter, i) => {
    scan.similar(
      filter,
      LEAST_LIKE,
      (j) => {
        if (persons[i]?.source !== persons[j]?.source) visit(i, j);
      },
      i + 1,
    );
  });
}

/** Skeletons in any order of columns, and the parts of the date. */
function tokensOf({ slots }: PlainPerson['forms']): string[] {
  const names = ['given', 'patronymic', 'surname'].flatMap((slot) => bigrams(padded(slots[slot] ?? '')));
  const dates = ['year+0', 'month', 'day'].map((slot) => `${slot} ${slots[slot] ?? ''}`);
  return [...new Set([...names, ...dates])];
}

function crossBorderPairs(persons: readonly PlainPerson[]): number {
  const counts = new Map<string, number>();
  for (const { source } of persons) counts.set(source, (counts.get(source) ?? 0) + 1);
  const within = [...counts.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  return (persons.length * (persons.length - 1)) / 2 - within;
}
