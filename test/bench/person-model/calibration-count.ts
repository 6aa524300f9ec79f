import { posteriorPpm, scorePair, type ScoringModel } from '#linkage';
import type { Pattern } from './labelled-pairs.js';

/** Pairs whose posterior lies in one tenth of 0 to 1. */
export interface Decile {
  /** Least posterior of the tenth. */
  readonly from: number;
  readonly pairs: number;
  /** Mean posterior of its pairs. */
  readonly posterior: number | null;
  /** Share of its pairs that are one person. */
  readonly observed: number | null;
  /** Posterior less observed. */
  readonly error: number | null;
  /** Binomial standard error of the observed share. */
  readonly standardError: number | null;
  /** Standard error by what the corpora differ among themselves: pairs of one corpus are not independent. */
  readonly betweenCorpora: number | null;
}

export const DECILES = 10;
const MILLION = 1_000_000;

interface Count {
  expected: number;
  same: number;
  pairs: number;
}

/** Counts, corpus by corpus, how often pairs of a posterior are one person. Deciles are of equal width, whatever falls into them. */
export class CalibrationCount {
  private readonly corpora: Count[][] = [];

  constructor(private readonly model: ScoringModel) {}

  /** Adds the pairs of one corpus. */
  add(patterns: readonly Pattern[]): void {
    const counts = Array.from({ length: DECILES }, () => ({ expected: 0, same: 0, pairs: 0 }));
    for (const { levels, same, different } of patterns) {
      const evidence = { levels: Uint8Array.from(levels), shared: [] };
      const posterior = posteriorPpm(this.model, evidence, scorePair(this.model, evidence).mbits) / MILLION;
      const count = counts[Math.min(DECILES - 1, Math.floor(posterior * DECILES))];
      if (count === undefined) continue;
      count.expected += posterior * (same + different);
      count.same += same;
      count.pairs += same + different;
    }
    this.corpora.push(counts);
  }

  deciles(): Decile[] {
    return Array.from({ length: DECILES }, (_, at) =>
      decile(
        at,
        this.corpora.map((counts) => counts[at] ?? NONE),
      ),
    );
  }
}

const NONE: Count = { expected: 0, same: 0, pairs: 0 };

function decile(at: number, corpora: readonly Count[]): Decile {
  const [expected, same, pairs] = [sum(corpora, 'expected'), sum(corpora, 'same'), sum(corpora, 'pairs')];
  const from = at / DECILES;
  if (pairs === 0) {
    return { from, pairs, posterior: null, observed: null, error: null, standardError: null, betweenCorpora: null };
  }
  const [posterior, observed] = [expected / pairs, same / pairs];
  const error = posterior - observed;
  const squares = corpora.reduce((total, one) => total + (one.expected - one.same - error * one.pairs) ** 2, 0);
  return {
    ...{ from, pairs, posterior: rounded(posterior), observed: rounded(observed), error: rounded(error) },
    standardError: rounded(Math.sqrt((observed * (1 - observed)) / pairs)),
    betweenCorpora:
      corpora.length < 2 ? null : rounded(Math.sqrt((squares * corpora.length) / (corpora.length - 1)) / pairs),
  };
}

function sum(counts: readonly Count[], part: keyof Count): number {
  return counts.reduce((total, count) => total + count[part], 0);
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

/** The greatest distance between posterior and observed share over deciles with so many pairs. */
export function greatestError(deciles: readonly Decile[], leastPairs: number): number {
  return Math.max(0, ...deciles.filter(({ pairs }) => pairs >= leastPairs).map(({ error }) => Math.abs(error ?? 0)));
}
