/**
 * What anybody can see of encodings without a key: numbers of each node that do not depend on the key, and how similar two
 * nodes are where that can be seen at all. The attacker encodes the population that he knows under a key of his own and gets
 * a view of the same kind; then he looks for the map between the two.
 */
export interface AttackView {
  /** One row for each node, all of one length. */
  readonly features: readonly (readonly number[])[];
  /** Similarity of two nodes in 0 to 1; 0 where it cannot be seen. */
  readonly similarity: (a: number, b: number) => number;
}

/** Estimated number of tokens behind a filter, in bits that they set (Swamidass and Baldi, 2007). */
export function filling(set: number, bits: number): number {
  return -bits * Math.log(1 - Math.min(set, bits - 1) / bits);
}

const SET = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

export function setBits(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) count += SET[byte] ?? 0;
  return count;
}

/** Dice similarity of two filters. */
export function dice(a: Uint8Array, b: Uint8Array): number {
  let [both, sum] = [0, 0];
  for (let i = 0; i < a.length; i += 1) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    both += SET[x & y] ?? 0;
    sum += (SET[x] ?? 0) + (SET[y] ?? 0);
  }
  return sum === 0 ? 0 : (2 * both) / sum;
}
