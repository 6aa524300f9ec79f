import pg from 'pg';

/** Sizes of the store's tables and indexes, and how often each index was used. */
const TABLES = `
  SELECT relname, n_live_tup AS rows, n_tup_hot_upd AS hot, pg_size_pretty(pg_total_relation_size(relid)) AS size,
         seq_scan, idx_scan, autovacuum_count AS vacuums
    FROM pg_stat_user_tables WHERE schemaname = 'linkage' ORDER BY pg_total_relation_size(relid) DESC`;

/** The main look-ups of an event, for the mention that was stored last. */
const MAIN: Readonly<Record<string, string>> = {
  candidates: `
    SELECT asked.tag, found.size FROM linkage.tag AS asked
     CROSS JOIN LATERAL (
       SELECT count(*) AS size FROM linkage.tag AS held
        WHERE held.tag = asked.tag AND held.space = asked.space AND NOT held.crowded OFFSET 0) AS found
     WHERE asked.ctid IN (SELECT ctid FROM linkage.tag ORDER BY ctid DESC LIMIT 12)`,
  encodings: `
    SELECT sum(length(encoding)) FROM linkage.mention WHERE id IN (SELECT id FROM linkage.mention ORDER BY id DESC LIMIT 100)`,
  edges: `
    SELECT count(*) FROM linkage.edge WHERE lo = (SELECT max(lo) FROM linkage.edge) OR hi = (SELECT max(hi) FROM linkage.edge)`,
};

/** What PostgreSQL says about the store: sizes, use of indexes, plans of the main look-ups with buffers. */
export async function explained(adminUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(TABLES);
    const lines = rows.map((row) => JSON.stringify(row));
    for (const [name, sql] of Object.entries(MAIN)) {
      const plan = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, BUFFERS) ${sql}`);
      lines.push(`-- ${name}`, ...plan.rows.map((row) => row['QUERY PLAN']));
    }
    return lines.join('\n');
  } finally {
    await client.end();
  }
}
