import { transportHealth, type KeregeTransport } from '#messaging';
import { HealthRegistry, Unhealthy } from '#observability';
import { isTransient } from '#persistence';
import type { DataSource } from 'typeorm';

/** The schema that this service was written for: its newest migration. */
export const SCHEMA_VERSION = '1764600000000';

/** Ready only where events are really being applied: database, schema, and every consumer. */
export function aggregatorHealth(dataSource: DataSource, transport: KeregeTransport): HealthRegistry {
  return transportHealth(
    new HealthRegistry().ready('database', () => databaseReady(dataSource)),
    transport,
  );
}

async function databaseReady(dataSource: DataSource): Promise<void> {
  const version = await schemaVersion(dataSource);
  if (version === undefined || version < SCHEMA_VERSION) throw new Unhealthy('migrations-missing');
}

async function schemaVersion(dataSource: DataSource): Promise<string | undefined> {
  try {
    const rows: { version: string }[] = await dataSource.query('SELECT reporting.schema_version() AS version');
    return rows[0]?.version;
  } catch (error) {
    if (isTransient(error)) throw new Unhealthy('database-away');
    return undefined;
  }
}
