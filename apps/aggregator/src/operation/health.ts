import type { KeregeTransport } from '#messaging';
import { HealthRegistry, Unhealthy } from '#observability';
import { isTransient } from '#persistence';
import type { DataSource } from 'typeorm';

/** The schema that this service was written for: its newest migration. */
export const SCHEMA_VERSION = '1764100000002';

/** Ready only where events are really being applied: database, schema, and every consumer. */
export function aggregatorHealth(dataSource: DataSource, transport: KeregeTransport): HealthRegistry {
  return new HealthRegistry()
    .live('consumer-alive', () => consumerAlive(transport))
    .ready('database', () => databaseReady(dataSource))
    .ready('consumer', () => consumerReady(transport));
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

function consumerReady(transport: KeregeTransport): void {
  const { ready, reason } = transport.health();
  if (!ready) throw new Unhealthy(reason ?? 'not-running');
}

/** A consumer that failed for good does not come back by itself. */
function consumerAlive(transport: KeregeTransport): void {
  const consumers = transport.unwrap<readonly { status: { state: string; reason: string | undefined } }[]>();
  const failed = consumers.find(({ status }) => status.state === 'failed');
  if (failed !== undefined) throw new Unhealthy(failed.status.reason ?? 'failed');
}
