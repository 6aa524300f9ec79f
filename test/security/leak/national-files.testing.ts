import pg from 'pg';

/**
 * Where the server keeps the databases of the national services, by country in lower case: a pattern of paths. The server's log of changes is
 * of all databases, so that it tells nothing about one.
 */
export async function filesOfNationals(adminUrl: string): Promise<ReadonlyMap<string, string>> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const sql = `SELECT right(datname, 2) AS country, oid FROM pg_database WHERE datname LIKE 'kerege\\_national\\_%'`;
    const { rows } = await client.query<{ country: string; oid: number }>(sql);
    return new Map(rows.map(({ country, oid }) => [country, `/base/${oid}/|/pg_wal/`]));
  } finally {
    await client.end();
  }
}
