import { readConfig, regionalVariables, type ConfigOf, type Environment } from '#observability';

export type LinkageConfig = ConfigOf<typeof regionalVariables>;

/** @throws ConfigError that names every variable that is missing or wrong */
export function linkageConfig(env: Environment): LinkageConfig {
  return readConfig(regionalVariables, env);
}
