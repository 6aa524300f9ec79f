import { arrayLiteral, bigintArray, integerArray, type Transaction } from '#persistence';
import type { HeldVariant, SpaceTag } from './encoding.js';
import type { SourceTag } from './tag-store.js';

/** Everybody who makes pairs through one tag. */
export interface Bucket {
  /** One of those who hold the tag. */
  readonly tag: HeldVariant;
  readonly ids: Int32Array;
  /** Where in `bytes` the segment of each begins, where it stands with the tag; else -1. */
  readonly segments: Int32Array;
  readonly bytes: Buffer;
}

/** id 4 bytes, length of the segment 2; then the segment. */
const HIT_HEAD_BYTES = 6;

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
    const { end, ...members } = membersAt(bytes, at + 8, bytes.readInt32BE(at + 4));
    if (tag !== undefined) buckets.set(tag.name, { tag, ...members, bytes });
    at = end;
  }
  return buckets;
}

function membersAt(bytes: Buffer, start: number, size: number) {
  const [ids, segments] = [new Int32Array(size), new Int32Array(size)];
  let at = start;
  for (let i = 0; i < size; i += 1) {
    ids[i] = bytes.readInt32BE(at);
    const segment = at + HIT_HEAD_BYTES;
    at = segment + bytes.readInt16BE(at + 4);
    segments[i] = at === segment ? -1 : segment;
  }
  return { ids, segments, end: at };
}

/** Which sources hold a tag more often than the cap allows. Only buckets larger than the cap can have one. */
export async function crowdsAmong(tx: Transaction, buckets: Iterable<Bucket>, cap: number): Promise<SourceTag[]> {
  const large = [...buckets].filter(({ ids }) => ids.length > cap);
  if (large.length === 0) return [];
  return tx.rows<SourceTag>(CROWDS, [
    bigintArray(large.map(({ tag }) => tag)),
    integerArray(large.map(({ tag }) => tag.space)),
    cap,
  ]);
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
