import type { DataSource } from 'typeorm';
import { createDataSource, MIGRATION_SCHEMA, type MigrationClass } from './data-source.js';
import { refuseDoubledTimestamps } from './migration-order.js';
import { inTransaction, type Transaction } from './transaction.js';

export interface MigrateOptions {
  /** The owner role's URL. */
  readonly ownerUrl: string;
  readonly migrations: readonly MigrationClass[];
  /** The role that the service runs as. It gets rows, never the schema. */
  readonly serviceRole: string;
}

/** Any constant; one at a time for each database. */
const MIGRATION_LOCK = 0x6b657265;

/**
 * Applies what is missing, in the order of the timestamps, all or nothing, and lets the service role use the result.
 * Two runs at once wait for each other. Gives the names of what it applied.
 * @throws Error before anything is done, for two migrations of one timestamp
 */
export async function migrate({ ownerUrl, migrations, serviceRole }: MigrateOptions): Promise<string[]> {
  refuseDoubledTimestamps(migrations);
  const dataSource = createDataSource({
    url: ownerUrl,
    poolSize: 2,
    applicationName: 'kerege-migrate',
    migrations,
    statementTimeoutMs: 0,
    idleInTransactionTimeoutMs: 0,
  });
  await dataSource.initialize();
  try {
    return await alone(dataSource, async () => {
      await inTransaction(dataSource, (tx) => grantInFuture(tx, serviceRole));
      const applied = await dataSource.runMigrations({ transaction: 'all' });
      await inTransaction(dataSource, (tx) => grantWhatWasThere(tx, serviceRole));
      return applied.map((migration) => migration.name);
    });
  } finally {
    await dataSource.destroy();
  }
}

async function alone<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await work();
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await runner.release();
  }
}

async function grantInFuture(tx: Transaction, role: string): Promise<void> {
  const service = quoted(role);
  await tx.run(`ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO ${service}`);
  await tx.run(`ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${service}`);
  await tx.run(`ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO ${service}`);
  await tx.run(`CREATE SCHEMA IF NOT EXISTS ${MIGRATION_SCHEMA}`);
  await tx.run(`REVOKE ALL ON SCHEMA ${MIGRATION_SCHEMA} FROM ${service}`);
}

/**
 * Schemas from before the default privileges (a database handed over with another service role). A schema that the
 * service can already use is left alone: a migration may have narrowed its rights there.
 */
async function grantWhatWasThere(tx: Transaction, role: string): Promise<void> {
  const schemas = await tx.rows<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace
      WHERE nspowner = current_user::regrole AND nspname <> $2 AND NOT has_schema_privilege($1, oid, 'USAGE')`,
    [role, MIGRATION_SCHEMA],
  );
  const service = quoted(role);
  for (const schema of schemas.map((row) => quoted(row.name))) {
    await tx.run(`GRANT USAGE ON SCHEMA ${schema} TO ${service}`);
    await tx.run(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${service}`);
    await tx.run(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${service}`);
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
