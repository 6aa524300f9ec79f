import type { LabelledPairs, Pattern } from './labelled-pairs.js';
import { fitLogistic } from './logistic.js';
import { leastScore } from './train-model.js';

/** Pairs by what is known of them. */
type Pairs = Readonly<Record<string, readonly LabelledPairs[]>>;

/** Figures by their names: recall at the threshold of one person, and loss in bits a pair. */
export type Compared = Readonly<Record<string, number>>;

const RIDGE = 1;
const PRECISION = 0.993;

/** Fits a model on the first levels of each pattern, as many as there are `sizes`; its recall and loss on other pairs. */
export function metricsOf(
  sizes: readonly number[],
  { training, thresholds, figures }: { training: readonly LabelledPairs[]; thresholds: Pairs; figures: Pairs },
): Compared {
  const offsets = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, size) => sum + size - 1, 0));
  const featuresOf = ({ levels }: Pattern) =>
    offsets.flatMap((offset, i) => ((levels[i] ?? 0) === 0 ? [] : [offset + (levels[i] ?? 0) - 1]));
  const features = sizes.reduce((sum, size) => sum + size - 1, 0);
  const rows = training
    .flatMap(({ patterns }) => patterns)
    .map((pattern) => ({ features: featuresOf(pattern), positive: pattern.same, negative: pattern.different }));
  const { intercept, weights } = fitLogistic(rows, features, RIDGE);
  const scored = (sets: readonly LabelledPairs[] = []) =>
    sets
      .flatMap(({ patterns }) => patterns)
      .map((pattern) => ({
        score: featuresOf(pattern).reduce((sum, feature) => sum + (weights[feature] ?? 0), intercept),
        ...{ same: pattern.same, different: pattern.different },
      }))
      .sort((a, b) => b.score - a.score);
  const least = Math.max(...Object.values(thresholds).map((sets) => leastScore(scored(sets), PRECISION)));
  return Object.fromEntries(
    Object.entries(figures).flatMap(([subset, sets]) => {
      const rated = scored(sets);
      const truePairs = sets.reduce((sum, set) => sum + set.truePairs, 0);
      const found = rated.filter(({ score }) => score >= least).reduce((sum, { same }) => sum + same, 0);
      return [
        [`${subset}Recall`, found / truePairs],
        [`${subset}Loss`, lossOf(rated)],
      ];
    }),
  );
}

/** Mean surprise at what pairs are, in bits. */
function lossOf(
  rated: readonly { readonly score: number; readonly same: number; readonly different: number }[],
): number {
  const [bits, pairs] = rated.reduce(
    ([sum, count], { score, same, different }) => [
      sum + same * Math.log2(1 + Math.exp(-score)) + different * Math.log2(1 + Math.exp(score)),
      count + same + different,
    ],
    [0, 0],
  );
  return bits / pairs;
}
