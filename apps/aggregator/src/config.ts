import { readConfig, regionalVariables, type ConfigOf, type Environment } from '#observability';

export type AggregatorConfig = ConfigOf<typeof regionalVariables>;

/** @throws ConfigError that names every variable that is missing or wrong */
export function aggregatorConfig(env: Environment): AggregatorConfig {
  return readConfig(regionalVariables, env);
}
