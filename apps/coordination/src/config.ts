import {
  databaseVariables,
  httpVariables,
  integer,
  readConfig,
  tokenVariables,
  type ConfigOf,
  type Environment,
} from '#observability';

const variables = {
  ...httpVariables,
  ...databaseVariables,
  ...tokenVariables,
  /** Connections to the aggregator's database; each request holds one while it counts. */
  poolSize: integer('DATABASE_POOL_SIZE', { min: 1, max: 50, default: 4, unit: 'connections' }),
};

export type CoordinationConfig = ConfigOf<typeof variables>;

/** @throws ConfigError that names every variable that is missing or wrong */
export function coordinationConfig(env: Environment): CoordinationConfig {
  return readConfig(variables, env);
}
