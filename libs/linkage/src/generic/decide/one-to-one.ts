/** Rounds of message passing and of the share of records that have a partner, at most. */
const ROUNDS = 60;
/** No probability that changes by less is told apart. */
const SETTLED = 1e-9;
/** Records that are always thought to have no partner among the candidates, so that the odds stay finite. */
const LEAST_ALONE = 0.5;

/** Candidate pairs of two files in which every record has at most one partner. */
export interface PairGraph {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** log of m/u, by pair. */
  readonly scores: Float64Array;
  readonly length: number;
  readonly leftRecords: number;
  readonly rightRecords: number;
}

/**
 * Probability of each pair given that a record has one partner at most: belief propagation over matchings in which a pair
 * weighs odds x m/u and a record without a partner weighs 1 (Bayati, Shah and Sharma, 2008, for the maximum; sums instead of
 * maxima here). The odds follow from how many matches the answer itself has, so that they fit any overlap of the files.
 */
export function competingPosteriors(graph: PairGraph, firstMatches: number, unseen: number): Float64Array {
  const { length, left, right, scores, leftRecords, rightRecords } = graph;
  const likelihood = scores.map((score) => Math.exp(Math.min(score, 80)));
  const fromLeft = new Float64Array(length).fill(1);
  const fromRight = new Float64Array(length).fill(1);
  const [sumLeft, sumRight] = [new Float64Array(leftRecords), new Float64Array(rightRecords)];
  const posterior = new Float64Array(length);
  let matches = firstMatches;
  for (let round = 0; round < ROUNDS; round += 1) {
    const [aloneLeft, aloneRight] = [leftRecords - matches, rightRecords - matches].map((n) =>
      Math.max(LEAST_ALONE, n),
    );
    const odds = matches / ((aloneLeft ?? 1) * (aloneRight ?? 1));
    // A partner that no tag found: its mass competes as well.
    const [absentRight, absentLeft] = [1 + odds * unseen * (aloneRight ?? 1), 1 + odds * unseen * (aloneLeft ?? 1)];
    sumLeft.fill(absentRight);
    sumRight.fill(absentLeft);
    for (let p = 0; p < length; p += 1) {
      const weight = odds * (likelihood[p] ?? 0);
      const [i, j] = [left[p] ?? 0, right[p] ?? 0];
      sumLeft[i] = (sumLeft[i] ?? 0) + weight * (fromRight[p] ?? 0);
      sumRight[j] = (sumRight[j] ?? 0) + weight * (fromLeft[p] ?? 0);
    }
    matches = 0;
    let change = 0;
    for (let p = 0; p < length; p += 1) {
      const weight = odds * (likelihood[p] ?? 0);
      const [i, j] = [left[p] ?? 0, right[p] ?? 0];
      const othersLeft = Math.max(absentRight, (sumLeft[i] ?? 0) - weight * (fromRight[p] ?? 0));
      const othersRight = Math.max(absentLeft, (sumRight[j] ?? 0) - weight * (fromLeft[p] ?? 0));
      const joint = weight / (othersLeft * othersRight);
      const next = joint / (1 + joint);
      change = Math.max(change, Math.abs(next - (posterior[p] ?? 0)));
      posterior[p] = next;
      matches += posterior[p] ?? 0;
      fromLeft[p] = 0.5 * (fromLeft[p] ?? 0) + 0.5 / othersLeft;
      fromRight[p] = 0.5 * (fromRight[p] ?? 0) + 0.5 / othersRight;
    }
    if (change < SETTLED) break;
  }
  return posterior;
}
