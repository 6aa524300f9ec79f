import { list, readConfig, regionalVariables, type ConfigOf, type Environment } from '#observability';

const variables = {
  ...regionalVariables,
  /** Private X25519 keys that open what countries seal to the aggregator: the present one, and former ones for the history. */
  sealingKeyFiles: list('SEALING_KEY_FILES', { form: 'paths of key files' }),
} as const;

export type AggregatorConfig = ConfigOf<typeof variables>;

/** @throws ConfigError that names every variable that is missing or wrong */
export function aggregatorConfig(env: Environment): AggregatorConfig {
  return readConfig(variables, env);
}
