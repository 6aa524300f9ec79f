import { KEY_CAP_PER_SOURCE } from '#linkage';
import type { Transaction } from '#persistence';
import { keysOf } from './mention-keys.js';
import type { TouchedMention } from './mention-store.js';

interface Holder {
  readonly mention_id: string;
  readonly key: string;
}

interface KeyOfSource {
  readonly key: string;
  readonly source: string;
}

/**
 * Replaces the keys of the touched mentions and keeps the cap. Gives the mentions from which everything that may be
 * clustered otherwise now can be reached: the touched ones, those that shared a key which was taken away, and those of a
 * key whose source came over the cap or back under it.
 */
export async function replaceKeys(
  tx: Transaction,
  touched: readonly TouchedMention[],
  cap = KEY_CAP_PER_SOURCE,
): Promise<string[]> {
  const ids = touched.map(({ id }) => id);
  const removed = await tx.rows<KeyOfSource>(
    'DELETE FROM linkage.mention_key WHERE mention_id = ANY($1::bigint[]) RETURNING key, source',
    [ids],
  );
  const added = touched.flatMap(({ id, source, revision }) =>
    revision.content === null ? [] : keysOf(revision.content).map(({ key, rule }) => ({ id, key, rule, source })),
  );
  await tx.run(
    `INSERT INTO linkage.mention_key (mention_id, key, rule, source)
     SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::smallint[], $4::text[])`,
    [
      added.map((row) => row.id),
      added.map((row) => row.key),
      added.map((row) => row.rule),
      added.map((row) => row.source),
    ],
  );
  const crossed = await keepCap(
    tx,
    distinct([...removed, ...added.map(({ key, source }) => ({ key: dashed(key), source }))]),
    cap,
  );
  const changedKeys = [...new Set([...removed, ...crossed].map(({ key }) => key))];
  const holders = changedKeys.length === 0 ? [] : await tx.rows<Holder>(HOLDERS, [changedKeys]);
  const seeds = [...ids, ...crossed.map((row) => row.mention_id), ...holders.map((row) => row.mention_id)];
  return [...new Set(seeds)];
}

/** Marks and unmarks whole (key, source) groups. Gives the marks that changed. */
async function keepCap(tx: Transaction, keys: readonly KeyOfSource[], cap: number): Promise<Holder[]> {
  if (keys.length === 0) return [];
  return tx.rows<Holder>(KEEP_CAP, [keys.map(({ key }) => key), keys.map(({ source }) => source), cap]);
}

function distinct(keys: readonly KeyOfSource[]): KeyOfSource[] {
  return [...new Map(keys.map((entry) => [`${entry.key}${entry.source}`, entry])).values()];
}

/** As PostgreSQL prints a uuid. */
function dashed(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const HOLDERS = `
  SELECT DISTINCT ON (key) mention_id, key FROM linkage.mention_key WHERE key = ANY($1::uuid[]) AND NOT crowded
   ORDER BY key`;

/** Counting stops one beyond the cap: a flood of any size costs the same. */
const KEEP_CAP = `
  WITH held AS (
    SELECT changed.key, changed.source, counted.holders > $3::integer AS crowded
      FROM unnest($1::uuid[], $2::text[]) AS changed (key, source)
     CROSS JOIN LATERAL (
       SELECT count(*) AS holders
         FROM (SELECT FROM linkage.mention_key AS row
                WHERE row.key = changed.key AND row.source = changed.source LIMIT $3::integer + 1) AS first_ones
     ) AS counted
  )
  UPDATE linkage.mention_key AS row SET crowded = held.crowded
    FROM held
   WHERE row.key = held.key AND row.source = held.source AND row.crowded <> held.crowded
  RETURNING row.mention_id, row.key`;
