import type { ChanceRates } from '../chance/chance.js';
import { EXACT, LEVELS, rareLevel, type Comparison } from '../compare/levels.js';

/** How matches show (m) and how much of chance agreement is chance: what the estimation finds. */
export interface LinkageModel {
  /** By comparison and level, index 0 unused. */
  readonly m: readonly Float64Array[];
  /** Matching pairs, expected. */
  readonly matches: number;
  /** Pairs that the matches are among. */
  readonly pairs: number;
}

/** What a file that is compared with itself tells about chance: its own matches agree too, and are taken out again. */
export interface OwnMatches {
  /** Share of matches among all pairs; 0 where two files are compared. */
  readonly share: number;
  /** Further records of a record's person in the file, mean. */
  readonly partners: number;
}

/** A rate that is left of what was measured at least, whatever the correction says. */
const LEAST_LEFT = 1 / 50;

/**
 * Weight of each level, natural logarithm of m/u: by comparison, `LEVELS` entries each. Absent: 0. A rare exact agreement has
 * the frequency of its value, the geometric mean of both sides', as u.
 */
export function weightsOf(
  comparisons: readonly Comparison[],
  m: readonly Float64Array[],
  chance: ChanceRates,
  own: OwnMatches,
): Float64Array {
  const weights = new Float64Array(comparisons.length * LEVELS);
  comparisons.forEach(({ levels, rarity }, c) => {
    const at = c * LEVELS;
    for (let level = 1; level <= levels; level += 1) {
      const likely = m[c]?.[level] ?? 1;
      const measured = chance.rates[c]?.[level] ?? 1;
      const u = Math.max((measured - own.share * likely) / (1 - own.share), measured * LEAST_LEFT);
      weights[at + level] = Math.log(likely / u);
    }
    if (!rarity) return;
    const exact = m[c]?.[EXACT] ?? 1;
    chance.frequencies[c]?.forEach((inA, a, all) =>
      all.forEach((inB, b) => {
        const frequency = Math.sqrt(inA * inB);
        const others = frequency - (own.partners * exact) / chance.records;
        const u = Math.max(others, frequency * LEAST_LEFT, 1 / chance.records);
        weights[at + rareLevel(a, b)] = Math.log(exact / Math.min(1, u));
      }),
    );
  });
  return weights;
}
