/** A pair with the probability that it is a match. */
export interface Weighted {
  readonly left: number;
  readonly right: number;
  readonly posterior: number;
}

/**
 * The pairs in which nobody has two partners: the most probable first, ties by the order of the records. For pairs above one
 * half of competing posteriors there is nothing to choose; below it the better one of two stands.
 */
export function assigned<P extends Weighted>(pairs: readonly P[]): Set<P> {
  const [left, right] = [new Set<number>(), new Set<number>()];
  const chosen = new Set<P>();
  const order = [...pairs].sort((x, y) => y.posterior - x.posterior || x.left - y.left || x.right - y.right);
  for (const pair of order) {
    if (left.has(pair.left) || right.has(pair.right)) continue;
    left.add(pair.left);
    right.add(pair.right);
    chosen.add(pair);
  }
  return chosen;
}
