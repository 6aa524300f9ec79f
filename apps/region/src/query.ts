import pg from 'pg';
import type { DatabaseName } from './databases.js';
import type { Region } from './region.js';

/** Reads from a service's database as administrator: for the report and for waiting, on one machine only. */
export async function queryDatabase<T extends object>(
  region: Region,
  database: DatabaseName,
  sql: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  const url = new URL(region.infrastructure.databaseUrl);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return (await client.query<T>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}
