import { list, readConfig, regionalVariables, type ConfigOf, type Environment } from '#observability';

const variables = {
  ...regionalVariables,
  /** Epochs of the encoding key that are open; encodings of others are refused. During a rotation two. */
  encodingEpochs: list('ENCODING_EPOCHS', { default: ['1'], pattern: /^[1-9]\d{0,4}$/, form: 'key epochs' }),
  /** Epochs whose keys somebody may have: what is of them leaves the store and is not kept again. Outweighs the open ones. */
  revokedEpochs: list('ENCODING_EPOCHS_REVOKED', { default: [], pattern: /^[1-9]\d{0,4}$/, form: 'key epochs' }),
} as const;

export type LinkageConfig = ConfigOf<typeof variables>;

/** @throws ConfigError that names every variable that is missing or wrong */
export function linkageConfig(env: Environment): LinkageConfig {
  return readConfig(variables, env);
}
