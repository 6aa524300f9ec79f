import { connectionOf, type KafkaConnection } from '#messaging';
import { existingFile, fileContents, keyFiles, list, optional, text, type Variable } from '#observability';

/** Connection to the country's own brokers, and who is connected there. Without AGENCY_KAFKA_BROKERS there are none. */
export const agencyVariables = {
  agencyBrokers: optional(
    list('AGENCY_KAFKA_BROKERS', { pattern: /^[^\s:,]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/, form: 'host:port' }),
  ),
  agencyTopicPrefix: text('AGENCY_KAFKA_TOPIC_PREFIX', { default: '', pattern: /^[A-Za-z0-9._-]{0,100}$/ }),
  agencyUsername: optional(text('AGENCY_KAFKA_USERNAME')),
  agencyPassword: optional(fileContents('AGENCY_KAFKA_PASSWORD_FILE')),
  agencyCa: optional(fileContents('AGENCY_KAFKA_CA_FILE')),
  /** Connected organisations with the public keys that their systems sign with. */
  agenciesFile: withBrokers(existingFile('AGENCIES_FILE')),
  /** Private X25519 keys that records are sealed to; former ones stay until nothing sealed to them is left. */
  intakeKeyFiles: withBrokers(keyFiles('AGENCY_INTAKE_KEY_FILES')),
};

/** Must be there where there are national brokers, and is not asked for where there are none. */
function withBrokers<T>(variable: Variable<T>): Variable<T | undefined> {
  return {
    name: variable.name,
    read: (env) => (env['AGENCY_KAFKA_BROKERS'] === undefined ? undefined : variable.read(env)),
  };
}

/** The values of `agencyVariables`. */
export interface AgencyConfig {
  readonly agencyBrokers: readonly string[] | undefined;
  readonly agencyTopicPrefix: string;
  readonly agencyUsername: string | undefined;
  readonly agencyPassword: string | undefined;
  readonly agencyCa: string | undefined;
  readonly agenciesFile: string | undefined;
  readonly intakeKeyFiles: readonly string[] | undefined;
}

/** What a connection needs; undefined where the country has no brokers of its own. */
export function nationalBrokers(
  config: AgencyConfig,
  clientId: string,
):
  | { readonly connection: KafkaConnection; readonly agenciesFile: string; readonly intakeKeyFiles: readonly string[] }
  | undefined {
  const { agencyBrokers: brokers, agencyTopicPrefix: topicPrefix, agenciesFile, intakeKeyFiles } = config;
  if (brokers === undefined || agenciesFile === undefined || intakeKeyFiles === undefined) return undefined;
  const { agencyUsername: username, agencyPassword: password, agencyCa: ca } = config;
  return {
    connection: connectionOf({ brokers, topicPrefix, username, password, ca }, clientId),
    agenciesFile,
    intakeKeyFiles,
  };
}
