/** Set bits of every byte value. */
const SET = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

/** Set bits of a, of b and of both, over one filter of two segments. */
export interface Overlap {
  readonly a: number;
  readonly b: number;
  readonly both: number;
}

export function overlap(a: Uint8Array, b: Uint8Array, offset: number, length: number): Overlap {
  const counts = { a: 0, b: 0, both: 0 };
  for (let i = offset; i < offset + length; i += 1) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    counts.a += SET[x] ?? 0;
    counts.b += SET[y] ?? 0;
    counts.both += SET[x & y] ?? 0;
  }
  return counts;
}

/**
 * Estimated Dice similarity of the token sets behind two filters, in thousandths, `null` where one is empty. The number of
 * tokens behind `n` of `m` bits is about -m/k ln(1 - n/m) (Swamidass and Baldi, 2007); what both have follows from the union.
 */
export function tokenDice({ a, b, both }: Overlap, bits: number): number | null {
  if (a === 0 || b === 0) return null;
  const [inA, inB, inUnion] = [tokens(a, bits), tokens(b, bits), tokens(a + b - both, bits)];
  return Math.max(0, Math.min(1000, Math.round((2000 * (inA + inB - inUnion)) / (inA + inB))));
}

/** In units of the bits that one token sets. A full filter counts as one bit short of full. */
function tokens(set: number, bits: number): number {
  return -bits * Math.log(1 - Math.min(set, bits - 1) / bits);
}

/** Whether two slots hold the same form. `null` where one is absent. */
export function sameSlot(
  a: Uint8Array,
  b: Uint8Array,
  offsetA: number,
  offsetB: number,
  length: number,
): boolean | null {
  let equal = true;
  let [heldA, heldB] = [0, 0];
  for (let i = 0; i < length; i += 1) {
    const [x, y] = [a[offsetA + i] ?? 0, b[offsetB + i] ?? 0];
    heldA |= x;
    heldB |= y;
    equal &&= x === y;
  }
  return heldA === 0 || heldB === 0 ? null : equal;
}

/** Whether two slots hold the same bits. */
export function sameBytes(a: Uint8Array, b: Uint8Array, offsetA: number, offsetB: number, length: number): boolean {
  for (let i = 0; i < length; i += 1) if (a[offsetA + i] !== b[offsetB + i]) return false;
  return true;
}

/** Bits that agree in one sketch of two segments. */
export function agreeingBits(a: Uint8Array, b: Uint8Array, offsetA: number, length: number, offsetB = offsetA): number {
  let differing = 0;
  for (let i = 0; i < length; i += 1) differing += SET[(a[offsetA + i] ?? 0) ^ (b[offsetB + i] ?? 0)] ?? 0;
  return length * 8 - differing;
}

/**
 * Estimated Dice similarity of the token sets behind sketches of which `agreeing` of `bits` bits agree, in thousandths. Two
 * sets with Jaccard similarity J agree in (1 + J) / 2 of the bits; Dice is 2J / (1 + J).
 */
export function sketchDice(agreeing: number, bits: number): number {
  const agreement = agreeing / bits;
  return Math.max(0, Math.round((1000 * (2 * agreement - 1)) / agreement));
}

/** Set bits of a whole segment. */
export function popcount(bytes: Uint8Array): number {
  let set = 0;
  for (let i = 0; i < bytes.length; i += 1) set += SET[bytes[i] ?? 0] ?? 0;
  return set;
}
