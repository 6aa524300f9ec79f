import type { Bucket } from '../mentions/bucket-lookup.js';
import { nameOf } from '../mentions/bucket-lookup.js';
import { epochOf, variantBit, type StoredEncoding } from '../mentions/encoding.js';

/** A mention whose pairs are made anew. */
export interface Scanned {
  readonly id: number;
  readonly encoding: StoredEncoding;
}

/** Whether a pair is worth comparing, by the variants whose tags it shares and the variants that both have. */
export type Worth = (shared: number, both: number) => boolean;

/** Every pair of a scanned mention with another one that shares a tag through which both make pairs: once each. */
export function candidatePairs(
  scanned: readonly Scanned[],
  buckets: readonly Bucket[],
  worth: Worth,
): [number, number][] {
  const byTag = new Map(buckets.map((bucket) => [nameOf(bucket), bucket]));
  const done = new Set<number>();
  const pairs: [number, number][] = [];
  for (const { id, encoding } of scanned) {
    for (const other of partnersOf(id, encoding, byTag, worth)) if (!done.has(other)) pairs.push([id, other]);
    done.add(id);
  }
  return pairs;
}

function partnersOf(
  id: number,
  encoding: StoredEncoding,
  byTag: ReadonlyMap<string, Bucket>,
  worth: Worth,
): Set<number> {
  const partners = new Set<number>();
  for (const epoch of encoding.epochs) {
    const shared = new Map<number, number>();
    const present = new Map<number, number>();
    for (const tag of encoding.tags()) {
      const bucket = epochOf(tag.space) === epoch ? byTag.get(nameOf(tag)) : undefined;
      // A source that is crowded under this tag is not in the bucket: it makes no pairs through it.
      if (bucket === undefined || !bucket.ids.includes(id)) continue;
      const bit = variantBit(tag.space);
      for (let i = 0; i < bucket.ids.length; i += 1) {
        const other = bucket.ids[i] ?? id;
        shared.set(other, (shared.get(other) ?? 0) | bit);
        present.set(other, bucket.present[i] ?? 0);
      }
    }
    const own = encoding.present(epoch);
    for (const [other, mask] of shared) {
      if (other !== id && worth(mask, own & (present.get(other) ?? 0))) partners.add(other);
    }
  }
  return partners;
}
