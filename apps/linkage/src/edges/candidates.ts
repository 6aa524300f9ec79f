import type { VariantBits } from '#linkage';
import type { Bucket } from '../mentions/bucket-lookup.js';
import { nameOf } from '../mentions/bucket-lookup.js';
import type { StoredEncoding } from '../mentions/encoding.js';

/** A mention whose pairs are made anew. */
export interface Scanned {
  readonly id: number;
  readonly encoding: StoredEncoding;
}

/** Whether a pair can score enough to be stored, by all variants whose tags the two share. */
export type CanMatter = (own: readonly VariantBits[], theirs: readonly VariantBits[]) => boolean;

/** What a mention shares with another one. */
interface Meeting {
  readonly own: VariantBits[];
  readonly theirs: VariantBits[];
}

/**
 * Every pair of a scanned mention with another one that shares a tag through which both make pairs and that can matter: once
 * each. Most strangers are told apart here, by the segments that stand with their tags, before their encodings are read.
 * @param crowded names of tags that any source holds too often
 */
export function candidatePairs(
  scanned: readonly Scanned[],
  buckets: readonly Bucket[],
  crowded: ReadonlySet<string>,
  canMatter: CanMatter,
): [number, number][] {
  const byTag = new Map(buckets.map((bucket) => [nameOf(bucket), bucket]));
  const done = new Set<number>();
  const pairs: [number, number][] = [];
  for (const { id, encoding } of scanned) {
    done.add(id);
    const partners = new Set<number>();
    const showsAll = showsAllShared(encoding, crowded);
    for (const epoch of encoding.epochs) {
      for (const [other, { own, theirs }] of meetings(id, encoding, epoch, byTag)) {
        const isKnown = showsAll && theirs.length === own.length;
        if (!done.has(other) && (!isKnown || canMatter(own, theirs))) partners.add(other);
      }
    }
    for (const other of partners) pairs.push([id, other]);
  }
  return pairs;
}

/**
 * Whether the buckets show every tag that a mention shares with another one and that counts in their comparison: tags that are
 * crowded are in no bucket, and of several epochs the newest counts that the other one carries as well.
 */
function showsAllShared(encoding: StoredEncoding, crowded: ReadonlySet<string>): boolean {
  return (
    encoding.epochs.length === 1 && (crowded.size === 0 || !encoding.tags().some((tag) => crowded.has(nameOf(tag))))
  );
}

function meetings(
  id: number,
  encoding: StoredEncoding,
  epoch: number,
  byTag: ReadonlyMap<string, Bucket>,
): Map<number, Meeting> {
  const met = new Map<number, Meeting>();
  for (const { tag, bits } of encoding.variants(epoch)) {
    const bucket = byTag.get(nameOf(tag));
    // A source that is crowded under this tag is not in the bucket: it makes no pairs through it.
    if (bucket === undefined || !bucket.ids.includes(id)) continue;
    bucket.ids.forEach((other, i) => {
      const meeting = met.get(other) ?? { own: [], theirs: [] };
      if (meeting.own.length === 0) met.set(other, meeting);
      meeting.own.push(bits);
      const segment = bucket.segments[i] ?? null;
      if (segment !== null || bits.seg === null) meeting.theirs.push({ v: bits.v, tag: bits.tag, seg: segment });
    });
  }
  return met;
}
