import pg from 'pg';
import { leaksAt, type Leak, type LeakSearch } from './leak-search.testing.js';

const BYTEA = 17;

export interface ColumnSearch {
  readonly leaks: readonly Leak[];
  /** Rows read, by `database.schema.table`. */
  readonly rows: ReadonlyMap<string, number>;
}

/** Tables of services, and what the server itself keeps of their content: statistics, large objects, running statements. */
const TABLES = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  UNION ALL VALUES ('pg_statistic'), ('pg_statistic_ext_data'), ('pg_largeobject'), ('pg_stat_activity'), ('pg_description')`;

/** Searches every column of every table of every database, as the server gives it: decompressed, as text, bytes decoded. */
export async function searchDatabases(search: LeakSearch, adminUrl: string): Promise<ColumnSearch> {
  const leaks: Leak[] = [];
  const rows = new Map<string, number>();
  const names = await inDatabase(adminUrl, 'postgres', (client) =>
    values(client, 'SELECT datname FROM pg_database WHERE datallowconn'),
  );
  for (const database of names) {
    await inDatabase(adminUrl, database, async (client) => {
      for (const table of await values(client, TABLES)) {
        const name = `${database}.${table}`;
        rows.set(name, await searchTable(search, client, table, (found) => leaks.push(...leaksAt(name, found))));
      }
    });
  }
  return { leaks, rows };
}

async function searchTable(
  search: LeakSearch,
  client: pg.Client,
  table: string,
  report: (found: ReturnType<LeakSearch['scanDecoded']>) => void,
): Promise<number> {
  const result = await client.query<(string | null)[]>({
    text: `SELECT * FROM ${table}`,
    rowMode: 'array',
    types: { getTypeParser: () => (text: string) => text },
  });
  const isBytes = result.fields.map(({ dataTypeID }) => dataTypeID === BYTEA);
  for (const row of result.rows) {
    for (const [i, cell] of row.entries()) {
      if (cell === null) continue;
      report(search.scanDecoded(isBytes[i] === true ? Buffer.from(cell.slice(2), 'hex') : Buffer.from(cell)));
    }
  }
  return result.rows.length;
}

async function values(client: pg.Client, sql: string): Promise<string[]> {
  const { rows } = await client.query<[string]>({ text: sql, rowMode: 'array' });
  return rows.map(([value]) => value);
}

async function inDatabase<T>(adminUrl: string, database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
