import pg from 'pg';
import { createDataSource } from '#persistence';
import type { DataSource } from 'typeorm';
import type { TestNational } from '../national.testing.js';

/** A backup: the whole database as PostgreSQL copies it, file by file. The key store is no part of it. */
export interface Backup {
  /** The restored database, connected. */
  readonly dataSource: DataSource;
  drop(): Promise<void>;
}

/** Takes a backup of a country's database and restores it beside it. The country's connections close for a moment. */
export async function backUp(national: TestNational): Promise<Backup> {
  const { name, adminUrl } = national.database;
  const restored = `${name}_restored`;
  const server = new URL(adminUrl);
  server.pathname = '/postgres';
  await national.dataSource.destroy();
  await run(server.href, `CREATE DATABASE ${restored} TEMPLATE ${name}`);
  await national.dataSource.initialize();
  const url = new URL(adminUrl);
  url.pathname = `/${restored}`;
  const dataSource = createDataSource({ url: url.href, poolSize: 4, applicationName: 'restored' });
  await dataSource.initialize();
  return {
    dataSource,
    drop: async () => {
      await dataSource.destroy();
      await run(server.href, `DROP DATABASE ${restored} WITH (FORCE)`);
    },
  };
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
