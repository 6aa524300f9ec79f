import { type SeededRandom } from '../../records/random.js';

/** Values with weights; drawn by binary search, so that a draw from a long list is cheap. */
export class Weighted<T> {
  private readonly sums: number[] = [];

  constructor(
    private readonly values: readonly T[],
    weights: readonly number[],
  ) {
    let sum = 0;
    for (const weight of weights) this.sums.push((sum += weight));
    if (values.length === 0 || sum <= 0) throw new RangeError('nothing to draw from');
  }

  draw(random: SeededRandom): T {
    const target = random.next() * (this.sums.at(-1) ?? 0);
    let [low, high] = [0, this.sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sums[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return this.values[low] as T;
  }
}

/** Values by falling frequency, weight 1 / (rank + shift): Zipf's law with the flat top that name lists have. */
export function zipf<T>(values: readonly T[], shift: number): Weighted<T> {
  return new Weighted(
    values,
    values.map((_, rank) => 1 / (rank + shift)),
  );
}

/** Weights by value, for a small table; values of weight 0 are left out. */
export function table<T extends string>(weights: Readonly<Partial<Record<T, number>>>): Weighted<T> {
  const entries = (Object.entries(weights) as [T, number][]).filter(([, weight]) => weight > 0);
  return new Weighted(
    entries.map(([value]) => value),
    entries.map(([, weight]) => weight),
  );
}
