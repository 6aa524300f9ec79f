import { arrayLiteral, bigintArray, integerArray, type Transaction } from '#persistence';
import type { HeldVariant, SpaceTag } from './encoding.js';
import type { SourceTag } from './tag-store.js';

/** Everybody who makes pairs through one tag. */
export interface Bucket {
  /** One of those who hold the tag. */
  readonly tag: HeldVariant;
  readonly ids: Int32Array;
  /** Where in `bytes` the segments of all begin, in the order of `ids`, one behind the other; -1: they do not stand with the tag. */
  readonly segments: number;
  readonly bytes: Buffer;
}

/** Where the segment of a member of a bucket begins in its bytes; -1: it does not stand with the tag. */
export function segmentAt({ tag: { segment }, segments }: Bucket, member: number): number {
  return segments < 0 || segment === null ? -1 : segments + member * segment.length;
}

/** Of a bucket in the answer: place of its tag, size, bytes of the segments; four each. */
const HEAD_BYTES = 12;

/** The buckets of two and more by the names of their tags. */
export async function bucketsOf(tx: Transaction, tags: Iterable<HeldVariant>): Promise<Map<string, Bucket>> {
  const once = new Map<string, HeldVariant>();
  for (const tag of tags) once.set(tag.name, tag);
  const asked = [...once.values()];
  const buckets = new Map<string, Bucket>();
  if (asked.length === 0) return buckets;
  const [row] = await tx.rows<{ hits: Buffer | null }>(BUCKETS, [
    bigintArray(asked),
    integerArray(asked.map(({ space }) => space)),
  ]);
  const bytes = row?.hits ?? Buffer.alloc(0);
  for (let at = 0; at < bytes.length;) {
    const tag = asked[bytes.readInt32BE(at) - 1];
    const [size, length] = [bytes.readInt32BE(at + 4), bytes.readInt32BE(at + 8)];
    const segments = at + HEAD_BYTES + 4 * size;
    if (tag !== undefined) {
      const isEach = length > 0 && length === size * (tag.segment?.length ?? 0);
      buckets.set(tag.name, { tag, ids: idsAt(bytes, at + HEAD_BYTES, size), segments: isEach ? segments : -1, bytes });
    }
    at = segments + length;
  }
  return buckets;
}

function idsAt(bytes: Buffer, at: number, size: number): Int32Array {
  const ids = new Int32Array(size);
  for (let i = 0; i < size; i += 1) ids[i] = bytes.readInt32BE(at + 4 * i);
  return ids;
}

/** Which sources hold one of these tags more often than the cap allows. Only a bucket larger than the cap can have one. */
export async function crowdsAmong(tx: Transaction, tags: readonly HeldVariant[], cap: number): Promise<SourceTag[]> {
  if (tags.length === 0) return [];
  return tx.rows<SourceTag>(CROWDS, [bigintArray(tags), integerArray(tags.map(({ space }) => space)), cap]);
}

/** Names of those of the tags that any source holds more often than the cap allows. */
export async function crowdedTags(tx: Transaction, tags: () => readonly SpaceTag[]): Promise<Set<string>> {
  const [any] = await tx.rows('SELECT FROM linkage.crowd LIMIT 1');
  if (any === undefined) return new Set();
  const asked = tags();
  const rows = await tx.rows<SpaceTag>(CROWDED, [
    arrayLiteral(asked.map(({ tag }) => tag)),
    arrayLiteral(asked.map(({ space }) => space)),
  ]);
  return new Set(rows.map(nameOf));
}

export const nameOf = ({ space, tag }: SpaceTag) => `${space} ${tag}`;

/**
 * One value instead of one row a hit: rows would cost ten times the look-up. OFFSET 0 keeps the look-up an index scan a tag,
 * whatever the planner believes about a table that has just been filled.
 */
const BUCKETS = `
  SELECT string_agg(int4send(asked.place::integer) || int4send(found.size) || int4send(length(found.segments)) ||
                    found.ids || found.segments, ''::bytea) AS hits
    FROM unnest($1::bigint[], $2::integer[]) WITH ORDINALITY AS asked (tag, space, place)
   CROSS JOIN LATERAL (
     SELECT count(*)::integer AS size, string_agg(int4send(mention_id), ''::bytea) AS ids,
            coalesce(string_agg(segment, ''::bytea), ''::bytea) AS segments
       FROM linkage.tag AS held WHERE held.tag = asked.tag AND held.space = asked.space AND NOT held.crowded
     OFFSET 0
   ) AS found
   WHERE found.size > 1`;

const CROWDS = `
  SELECT held.tag, held.space, held.source
    FROM unnest($1::bigint[], $2::integer[]) AS asked (tag, space)
    JOIN linkage.tag AS held ON held.tag = asked.tag AND held.space = asked.space AND NOT held.crowded
   GROUP BY 1, 2, 3 HAVING count(*) > $3::integer`;

const CROWDED = `
  SELECT DISTINCT tag, space FROM linkage.crowd JOIN unnest($1::bigint[], $2::integer[]) AS asked (tag, space) USING (tag, space)`;
