import pg from 'pg';
import type { DatabaseName } from './databases.js';
import type { Region } from './region.js';

/** A query as the server's administrator: for the report, for waiting and preparing, on one machine only. */
export async function queryDatabase<T extends object>(
  region: Region,
  database: DatabaseName | 'postgres',
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
