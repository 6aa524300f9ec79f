import { PERSON_COMPARISONS, type ScoringModel } from '#linkage';
import { isotonic } from './isotonic.js';
import type { LabelledPairs, Pattern } from './labelled-pairs.js';
import { fitLogistic } from './logistic.js';

/** Half the squared weights (natural logarithm of odds) count as much as one pair's loss. */
const RIDGE = 1;
/** What precision each threshold keeps on the hold-out; more than asked for, because real records are worse. */
const PRECISION = { statistical: 0.994, review: 0.93, keep: 0.4 };
const MILLI_BITS = 1000 * Math.LOG2E;

/** First feature of each comparison; its first level has none. */
const OFFSETS = PERSON_COMPARISONS.map((_, i) =>
  PERSON_COMPARISONS.slice(0, i).reduce((sum, { levels }) => sum + levels.length - 1, 0),
);
const FEATURES = PERSON_COMPARISONS.reduce((sum, { levels }) => sum + levels.length - 1, 0);

/** Fits weights on the training pairs, calibrates and chooses thresholds on the hold-out. */
export function trainModel(training: readonly LabelledPairs[], holdOut: readonly LabelledPairs[]): ScoringModel {
  const rows = patternsOf(training).map(({ levels, same, different }) => ({
    ...{ features: featuresOf(levels), positive: same, negative: different },
  }));
  const fit = fitLogistic(rows, FEATURES, RIDGE);
  const prior = Math.round(fit.intercept * MILLI_BITS);
  const weights = fit.weights.map((weight) => Math.round(weight * MILLI_BITS));
  const scored = patternsOf(holdOut)
    .map(({ levels, same, different }) => ({
      score: featuresOf(levels).reduce((sum, feature) => sum + (weights[feature] ?? 0), prior),
      ...{ same, different },
    }))
    .sort((a, b) => b.score - a.score);
  const statistical = leastScore(scored, PRECISION.statistical);
  return {
    ...{ name: 'person-1', version: 1, prior, weights: named(weights), calibration: isotonic(scored) },
    thresholds: {
      ...{ statistical, review: leastScore(scored, PRECISION.review), keep: leastScore(scored, PRECISION.keep) },
      sameSource: statistical,
    },
  };
}

interface Scored {
  readonly score: number;
  readonly same: number;
  readonly different: number;
}

/** The lowest score at or above which the precision is still enough. */
function leastScore(falling: readonly Scored[], precision: number): number {
  let [same, all, least] = [0, 0, Infinity];
  falling.forEach((row, i) => {
    same += row.same;
    all += row.same + row.different;
    if (falling[i + 1]?.score !== row.score && same / all >= precision) least = row.score;
  });
  return least;
}

function patternsOf(sets: readonly LabelledPairs[]): Pattern[] {
  return sets.flatMap(({ patterns }) => patterns);
}

function featuresOf(levels: readonly number[]): number[] {
  return levels.flatMap((level, i) => (level === 0 ? [] : [(OFFSETS[i] ?? 0) + level - 1]));
}

function named(weights: readonly number[]): Record<string, Record<string, number>> {
  return Object.fromEntries(
    PERSON_COMPARISONS.map(({ name, levels }, i) => [
      name,
      Object.fromEntries(levels.slice(1).map((level, j) => [level, weights[(OFFSETS[i] ?? 0) + j] ?? 0])),
    ]),
  );
}
