import { isTransient } from '#persistence';
import { Unhealthy } from '#observability';
import type { DataSource } from 'typeorm';

/** The schema `reporting` that this service was written for. */
const SCHEMA_VERSION = '1764600000000';

/** Ready only where the figures can really be read: the database answers and its schema is not older than this service. */
export function databaseHealth(dataSource: DataSource): () => Promise<void> {
  return async () => {
    const found = await versionOf(dataSource);
    if (found === undefined || found < SCHEMA_VERSION) throw new Unhealthy('migrations-missing');
  };
}

async function versionOf(dataSource: DataSource): Promise<string | undefined> {
  try {
    const rows: { version: string }[] = await dataSource.query('SELECT reporting.schema_version() AS version');
    return rows[0]?.version;
  } catch (error) {
    if (isTransient(error)) throw new Unhealthy('database-away');
    return undefined;
  }
}
