/**
 * For s pooled filters of `bits` bits, s = 1 to `most`: how many bits' worth of tokens stand behind n set bits,
 * -bits ln(1 - n/(s bits)) for n = 0 to s bits (Swamidass and Baldi, 2007). A full filter counts as one bit short of full.
 */
export function tokenTables(bits: number, most: number): Float64Array[] {
  return Array.from({ length: most + 1 }, (_, s) => {
    const all = s * bits;
    return Float64Array.from({ length: all + 1 }, (__, n) => -bits * Math.log(1 - Math.min(n, all - 1) / all));
  });
}
