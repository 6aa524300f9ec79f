import type { KafkaConnection } from '../kafka/kafka-connection.js';

/** The values of `kafkaVariables` (`#observability`). */
export interface KafkaConfig {
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly ca: string | undefined;
}

export function connectionOf(
  { brokers, topicPrefix, username, password, ca }: KafkaConfig,
  clientId: string,
): KafkaConnection {
  return {
    brokers,
    topicPrefix,
    clientId,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(ca === undefined ? {} : { ca }),
  };
}
