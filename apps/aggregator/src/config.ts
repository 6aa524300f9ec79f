import { keyFiles, readConfig, regionalVariables, type ConfigOf, type Environment } from '#observability';

const variables = {
  ...regionalVariables,
  /** Private X25519 keys that open what countries seal to the aggregator: the present one, and former ones for the history. */
  sealingKeyFiles: keyFiles('SEALING_KEY_FILES'),
} as const;

export type AggregatorConfig = ConfigOf<typeof variables>;

/** @throws ConfigError that names every variable that is missing or wrong */
export function aggregatorConfig(env: Environment): AggregatorConfig {
  return readConfig(variables, env);
}
