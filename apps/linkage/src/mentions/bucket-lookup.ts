import { arrayLiteral, type Transaction } from '#persistence';
import type { SpaceTag } from './encoding.js';
import type { SourceTag } from './tag-store.js';

/** Everybody who makes pairs through one tag. */
export interface Bucket extends SpaceTag {
  readonly ids: Int32Array;
  /** Their segments, where these stand with the tag. */
  readonly segments: readonly (Uint8Array | null)[];
}

/** id 4 bytes, length of the segment 2; then the segment. */
const HIT_HEAD_BYTES = 6;

/** The buckets of two and more, each once. */
export async function bucketsOf(tx: Transaction, tags: readonly SpaceTag[]): Promise<Bucket[]> {
  const asked = [...new Map(tags.map((tag) => [nameOf(tag), tag])).values()];
  if (asked.length === 0) return [];
  const [row] = await tx.rows<{ hits: Buffer | null }>(BUCKETS, [
    arrayLiteral(asked.map(({ tag }) => tag)),
    arrayLiteral(asked.map(({ space }) => space)),
  ]);
  const hits = row?.hits ?? Buffer.alloc(0);
  const buckets: Bucket[] = [];
  for (let at = 0; at < hits.length;) {
    const tag = asked[hits.readInt32BE(at) - 1];
    const { ids, segments, end } = members(hits, at + 8, hits.readInt32BE(at + 4));
    if (tag !== undefined) buckets.push({ ...tag, ids, segments });
    at = end;
  }
  return buckets;
}

function members(hits: Buffer, start: number, size: number): Pick<Bucket, 'ids' | 'segments'> & { end: number } {
  const ids = new Int32Array(size);
  const segments: (Uint8Array | null)[] = [];
  let at = start;
  for (let i = 0; i < size; i += 1) {
    ids[i] = hits.readInt32BE(at);
    const segment = at + HIT_HEAD_BYTES;
    at = segment + hits.readInt16BE(at + 4);
    segments.push(at === segment ? null : hits.subarray(segment, at));
  }
  return { ids, segments, end: at };
}

/** Which sources hold a tag more often than the cap allows. Only buckets larger than the cap can have one. */
export async function crowdsAmong(tx: Transaction, buckets: readonly Bucket[], cap: number): Promise<SourceTag[]> {
  const large = buckets.filter(({ ids }) => ids.length > cap);
  if (large.length === 0) return [];
  return tx.rows<SourceTag>(CROWDS, [large.map(({ tag }) => tag), large.map(({ space }) => space), cap]);
}

/** Names of those of the tags that any source holds more often than the cap allows. */
export async function crowdedTags(tx: Transaction, tags: readonly SpaceTag[]): Promise<Set<string>> {
  const [any] = await tx.rows('SELECT FROM linkage.crowd LIMIT 1');
  if (any === undefined) return new Set();
  const rows = await tx.rows<SpaceTag>(CROWDED, [
    arrayLiteral(tags.map(({ tag }) => tag)),
    arrayLiteral(tags.map(({ space }) => space)),
  ]);
  return new Set(rows.map(nameOf));
}

export const nameOf = ({ space, tag }: SpaceTag) => `${space} ${tag}`;

/**
 * One value instead of one row a hit: rows would cost ten times the look-up. OFFSET 0 keeps the look-up an index scan a tag,
 * whatever the planner believes about a table that has just been filled.
 */
const BUCKETS = `
  SELECT string_agg(int4send(asked.place::integer) || int4send(found.size) || found.hits, ''::bytea) AS hits
    FROM unnest($1::bigint[], $2::integer[]) WITH ORDINALITY AS asked (tag, space, place)
   CROSS JOIN LATERAL (
     SELECT count(*)::integer AS size, string_agg(
              int4send(mention_id) || coalesce(int2send(length(segment)::smallint) || segment, int2send(0::smallint)), ''::bytea) AS hits
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
