import { AbstractLogger, DataSource, type MigrationInterface, type QueryRunner, type ReplicationMode } from 'typeorm';
import { withoutValues } from './statement-failed.js';

/** A migration as TypeORM takes it: a class whose name ends in a 13-digit timestamp. */
export type MigrationClass = new () => MigrationInterface;

export interface DataSourceOptions {
  /** `postgres://role:password@host:port/database`. */
  readonly url: string;
  /** Connections at most. A transaction holds one: partitions consumed at once plus HTTP requests must fit. */
  readonly poolSize: number;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
  readonly migrations?: readonly MigrationClass[];
  /** Milliseconds that one statement may take; default 60,000. A hung statement would hold its partition for ever. */
  readonly statementTimeoutMs?: number;
  /** Milliseconds that a transaction may sit idle; default 30,000. A forgotten one would hold back every vacuum. */
  readonly idleInTransactionTimeoutMs?: number;
  /** Milliseconds to wait for a connection; default 10,000. */
  readonly connectTimeoutMs?: number;
}

/** Schema of TypeORM's own bookkeeping, where the service role has no business. */
export const MIGRATION_SCHEMA = 'migration';

/** TypeORM writes to the console; every failure also arrives as an error, where it is logged once and without values. */
class Silence extends AbstractLogger {
  protected writeLog(): void {}
}

/** Strips values from the errors of every path into the database: query, transaction, manager, migration. */
class ValueFreeDataSource extends DataSource {
  override createQueryRunner(mode?: ReplicationMode): QueryRunner {
    const runner = super.createQueryRunner(mode);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    const guarded = async (...args: unknown[]) => {
      try {
        return await query(...args);
      } catch (error) {
        throw withoutValues(error);
      }
    };
    return Object.assign(runner, { query: guarded });
  }
}

/** An unconnected data source; call `initialize()`. It never changes the schema by itself and installs no extension. */
export function createDataSource(options: DataSourceOptions): DataSource {
  return new ValueFreeDataSource({
    type: 'postgres',
    url: options.url,
    poolSize: options.poolSize,
    applicationName: options.applicationName,
    connectTimeoutMS: options.connectTimeoutMs ?? 10_000,
    installExtensions: false,
    synchronize: false,
    migrationsRun: false,
    migrations: [...(options.migrations ?? [])],
    migrationsTableName: 'applied',
    schema: MIGRATION_SCHEMA,
    logging: false,
    logger: new Silence(),
    // A pooled connection that breaks while idle is replaced at its next use.
    poolErrorHandler: () => undefined,
    extra: {
      statement_timeout: options.statementTimeoutMs ?? 60_000,
      idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? 30_000,
      keepAlive: true,
    },
  });
}
