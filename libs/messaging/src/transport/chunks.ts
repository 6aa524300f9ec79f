/** Largest chunk of one transaction, records. Larger ones gain nothing more and hold locks and memory for longer. */
export const CHUNK_SIZE = 2_000;

/**
 * Cuts the records from `from` on into chunks of at most `size`, with a cut at `boundary`: before it a rebuilt store is
 * silent, after it it speaks, and a chunk does either.
 */
export function chunksOf<R extends { readonly offset: string }>(
  records: readonly R[],
  from: bigint,
  size: number,
  boundary: bigint,
): R[][] {
  const chunks: R[][] = [];
  let current: R[] = [];
  for (const record of records) {
    const offset = BigInt(record.offset);
    if (offset < from) continue;
    const [first] = current;
    const crosses = first !== undefined && BigInt(first.offset) < boundary && offset >= boundary;
    if (current.length === 0 || current.length >= size || crosses) chunks.push((current = []));
    current.push(record);
  }
  return chunks;
}
