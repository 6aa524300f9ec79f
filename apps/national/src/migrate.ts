import { ConfigError, createLogger } from '#observability';
import { migrate } from '#persistence';
import { migrationConfig } from './config.js';
import { nationalMigrations } from './migrations/index.js';

const log = createLogger({ service: 'national-migrate' });
try {
  const { databaseOwnerUrl, serviceRole } = migrationConfig(process.env);
  const applied = await migrate({ ownerUrl: databaseOwnerUrl, serviceRole, migrations: nationalMigrations });
  log.info({ applied }, 'migrated');
} catch (error) {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else log.fatal({ err: error }, 'migration failed');
  process.exitCode = 1;
}
