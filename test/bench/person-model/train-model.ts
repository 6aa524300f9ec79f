import { KNOWLEDGE, knowledgeOf, PERSON_COMPARISONS, type Knowledge, type ScoringModel } from '#linkage';
import { isotonic, type ScoreCount } from './isotonic.js';
import type { LabelledPairs, Pattern } from './labelled-pairs.js';
import { fitLogistic } from './logistic.js';

/** Half the squared weights (natural logarithm of odds) count as much as one pair's loss. */
const RIDGE = 1;
/**
 * What precision each threshold keeps on the calibration sets; more than asked for, because real records are worse. What counts
 * as one person keeps it in each set by itself, the others in all of them together.
 */
const PRECISION = { statistical: 0.993, review: 0.93, keep: 0.4 };
/** Pairs behind each step of the posterior: its standard error is at most 0.011. */
const PAIRS_OF_A_STEP = 2_000;
const MILLI_BITS = 1000 * Math.LOG2E;

/** First feature of each comparison; its first level has none. */
const OFFSETS = PERSON_COMPARISONS.map((_, i) =>
  PERSON_COMPARISONS.slice(0, i).reduce((sum, { levels }) => sum + levels.length - 1, 0),
);
const FEATURES = PERSON_COMPARISONS.reduce((sum, { levels }) => sum + levels.length - 1, 0);

/** What calibrates a model: sets of pairs of which differently much is known. */
export interface CalibrationSets {
  /** For the thresholds. */
  readonly thresholds: readonly (readonly LabelledPairs[])[];
  /** The share of pairs that are one person is read from all of these together, one after the other. */
  readonly posterior: Iterable<LabelledPairs> | AsyncIterable<LabelledPairs>;
}

/** Fits weights on the training pairs, calibrates and chooses thresholds on the calibration sets. */
export async function trainModel(
  training: readonly LabelledPairs[],
  calibration: CalibrationSets,
): Promise<ScoringModel> {
  const rows = allPatterns(training).map(({ levels, same, different }) => ({
    ...{ features: featuresOf(levels), positive: same, negative: different },
  }));
  const fit = fitLogistic(rows, FEATURES, RIDGE);
  const prior = Math.round(fit.intercept * MILLI_BITS);
  const weights = fit.weights.map((weight) => Math.round(weight * MILLI_BITS));
  const scoreOf = (levels: readonly number[]) =>
    featuresOf(levels).reduce((sum, feature) => sum + (weights[feature] ?? 0), prior);
  const scored = (sets: readonly LabelledPairs[]) =>
    allPatterns(sets)
      .map(({ levels, same, different }) => ({ score: scoreOf(levels), same, different }))
      .sort((a, b) => b.score - a.score);
  const statistical = Math.max(
    ...calibration.thresholds.map((sets) => leastScore(scored(sets), PRECISION.statistical)),
  );
  const together = scored(calibration.thresholds.flat());
  return {
    ...{ name: 'person-1', version: 3, prior, weights: named(weights) },
    calibration: await posteriorSteps(calibration.posterior, scoreOf),
    thresholds: {
      statistical,
      review: leastScore(together, PRECISION.review),
      keep: leastScore(together, PRECISION.keep),
      sameSource: statistical,
    },
  };
}

/** Pairs counted by what is known of them and by their score, so that one score has one share. */
async function posteriorSteps(
  sets: CalibrationSets['posterior'],
  scoreOf: (levels: readonly number[]) => number,
): Promise<ScoringModel['calibration']> {
  const counts = new Map(KNOWLEDGE.map((known) => [known, new Map<number, ScoreCount>()]));
  for await (const { patterns } of sets) {
    for (const { levels, same, different } of patterns) {
      const byScore = counts.get(knowledgeOf({ levels: Uint8Array.from(levels), shared: [] }));
      const score = scoreOf(levels);
      const before = byScore?.get(score) ?? { same: 0, different: 0 };
      byScore?.set(score, { score, same: before.same + same, different: before.different + different });
    }
  }
  const steps = [...counts].map(([known, byScore]) => [known, isotonic(byScore.values(), PAIRS_OF_A_STEP)]);
  return Object.fromEntries(steps) as Record<Knowledge, [number, number][]>;
}

/** The lowest score at or above which the precision is still enough. */
export function leastScore(falling: readonly ScoreCount[], precision: number): number {
  let [same, all, least] = [0, 0, Infinity];
  falling.forEach((row, i) => {
    same += row.same;
    all += row.same + row.different;
    if (falling[i + 1]?.score !== row.score && same / all >= precision) least = row.score;
  });
  return least;
}

function allPatterns(sets: readonly LabelledPairs[]): Pattern[] {
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
