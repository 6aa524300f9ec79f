import {
  databaseOwnerVariables,
  databaseVariables,
  httpVariables,
  integer,
  kafkaVariables,
  readConfig,
  signingVariables,
  text,
  tokenVariables,
  type ConfigOf,
  type Environment,
} from '#observability';

const variables = {
  ...httpVariables,
  ...databaseVariables,
  ...kafkaVariables,
  ...signingVariables,
  ...tokenVariables,
  /** Connections: one for each partition worked on at once, the relay, the members log, and HTTP. */
  poolSize: integer('DATABASE_POOL_SIZE', { min: 5, max: 50, default: 8, unit: 'connections' }),
  /** Records behind the end of a topic from which on the log warns. */
  lagWarning: integer('LAG_WARNING_RECORDS', { min: 1, max: 1_000_000_000, default: 100_000, unit: 'records' }),
};

const migrationVariables = {
  ...databaseOwnerVariables,
  /** The role that the service runs as; default: the database's name, as provisioning creates it. */
  serviceRole: text('DATABASE_SERVICE_ROLE', { default: '' }),
};

export type LinkageConfig = ConfigOf<typeof variables>;
export type MigrationConfig = ConfigOf<typeof migrationVariables>;

/** @throws ConfigError that names every variable that is missing or wrong */
export function linkageConfig(env: Environment): LinkageConfig {
  return readConfig(variables, env);
}

/** @throws ConfigError */
export function migrationConfig(env: Environment): MigrationConfig {
  const config = readConfig(migrationVariables, env);
  const database = decodeURIComponent(new URL(config.databaseOwnerUrl).pathname.slice(1));
  return { ...config, serviceRole: config.serviceRole === '' ? database : config.serviceRole };
}
