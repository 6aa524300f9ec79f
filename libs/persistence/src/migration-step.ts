import { ConfigError, createLogger, migrationVariables, readConfig, type Environment } from '#observability';
import type { MigrationClass } from './data-source.js';
import { migrate } from './migrate.js';

/**
 * The migration step of an application, a process of its own that runs before the service: as the owner role
 * (DATABASE_OWNER_URL). Sets the exit code to 1 when it fails.
 */
export async function migrationStep(
  app: string,
  migrations: readonly MigrationClass[],
  env: Environment,
): Promise<void> {
  const log = createLogger({ service: `${app}-migrate` });
  try {
    const { databaseOwnerUrl: ownerUrl, serviceRole } = readConfig(migrationVariables, env);
    const database = decodeURIComponent(new URL(ownerUrl).pathname.slice(1));
    const applied = await migrate({ ownerUrl, serviceRole: serviceRole === '' ? database : serviceRole, migrations });
    log.info({ applied }, 'migrated');
  } catch (error) {
    if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
    else log.fatal({ err: error }, 'migration failed');
    process.exitCode = 1;
  }
}
