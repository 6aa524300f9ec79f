import type { Transaction } from '#persistence';
import { COMPANION } from '../edges/edge-flags.js';
import { StoredEncodings } from '../edges/stored-encodings.js';
import { nameOf } from '../mentions/bucket-lookup.js';
import type { StoredEncoding } from '../mentions/encoding.js';
import type { MentionKey } from '../reviews/candidate-pairs.js';

/** Numbers of two mentions, the smaller one first. */
export type Pair = readonly [lo: number, hi: number];

export interface PairCounts {
  readonly review: number;
  readonly statistical: number;
}

/** Those of the pairs that tags have found. */
export async function pairsFound(tx: Transaction, model: number, pairs: readonly Pair[]): Promise<Set<string>> {
  if (pairs.length === 0) return new Set();
  const rows = await tx.rows<{ lo: number; hi: number }>(FOUND, [
    pairs.map(([lo]) => lo),
    pairs.map(([, hi]) => hi),
    model,
    COMPANION,
  ]);
  return new Set(rows.map(({ lo, hi }) => `${lo} ${hi}`));
}

/** Pairs of the sample that tags have found, with anybody. */
export async function foundOfSample(
  tx: Transaction,
  model: number,
  sample: readonly number[],
  least: PairCounts,
): Promise<PairCounts> {
  const [row] = await tx.rows<PairCounts>(OF_SAMPLE, [sample, model, COMPANION, least.review, least.statistical]);
  return row ?? { review: 0, statistical: 0 };
}

/** How many comparisons tags ask for: partners of each mention of the sample, summed up. */
export async function partnersOfSample(tx: Transaction, sample: ReadonlyMap<number, StoredEncoding>): Promise<number> {
  const held = [...sample].flatMap(([id, encoding]) => encoding.tags().map((tag) => ({ id, ...tag })));
  const [row] = await tx.rows<{ partners: number }>(PARTNERS, [
    held.map(({ id }) => id),
    held.map(({ tag }) => tag),
    held.map(({ space }) => space),
  ]);
  return row?.partners ?? 0;
}

/** Whether a flood is why two mentions that share a tag were not compared. */
export async function floodedBetween(tx: Transaction, [lo, hi]: Pair): Promise<boolean> {
  const known = new StoredEncodings(tx);
  await known.load([lo, hi]);
  const held = new Set(known.of(hi).tags().map(nameOf));
  const shared = known
    .of(lo)
    .tags()
    .filter((tag) => held.has(nameOf(tag)));
  const [row] = await tx.rows<{ any: boolean }>(FLOODED, [
    shared.map(({ tag }) => tag),
    shared.map(({ space }) => space),
    [lo, hi],
  ]);
  return row?.any ?? false;
}

/** Names of mentions, by number. */
export async function namesOf(tx: Transaction, ids: readonly number[]): Promise<Map<number, MentionKey>> {
  const rows = await tx.rows<MentionKey & { id: number }>(NAMES, [ids]);
  return new Map(rows.map(({ id, source, mentionRef }) => [id, { source, mentionRef }]));
}

const FOUND = `
  SELECT edge.lo, edge.hi FROM unnest($1::integer[], $2::integer[]) AS pair (lo, hi)
    JOIN linkage.edge ON edge.lo = pair.lo AND edge.hi = pair.hi AND edge.model = $3::smallint
   WHERE edge.flags & $4::integer = 0`;

const OF_SAMPLE = `
  WITH ends AS (
    SELECT lo, hi, mbits FROM linkage.edge
     WHERE lo = ANY($1::integer[]) AND model = $2::smallint AND flags & $3::integer = 0 AND mbits >= $4::integer
     UNION
    SELECT lo, hi, mbits FROM linkage.edge
     WHERE hi = ANY($1::integer[]) AND model = $2::smallint AND flags & $3::integer = 0 AND mbits >= $4::integer
  )
  SELECT count(*)::float8 AS review, count(*) FILTER (WHERE mbits >= $5::integer)::float8 AS statistical FROM ends`;

const PARTNERS = `
  SELECT count(*)::float8 AS partners FROM (
    SELECT DISTINCT asked.id, held.mention_id
      FROM unnest($1::integer[], $2::bigint[], $3::integer[]) AS asked (id, tag, space)
      JOIN linkage.tag AS held ON held.tag = asked.tag AND held.space = asked.space AND NOT held.crowded
     WHERE held.mention_id <> asked.id) AS pair`;

const FLOODED = `
  SELECT EXISTS (
    SELECT FROM unnest($1::bigint[], $2::integer[]) AS asked (tag, space) JOIN linkage.crowd USING (tag, space)
     WHERE crowd.source IN (SELECT source FROM linkage.mention WHERE id = ANY($3::integer[]))) AS any`;

const NAMES = `
  SELECT id, source, mention_ref AS "mentionRef" FROM linkage.mention WHERE id = ANY($1::integer[])`;
