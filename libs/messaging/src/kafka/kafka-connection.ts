import { readFileSync } from 'node:fs';
import kafkajs, { type Kafka } from 'kafkajs';
import { patchKafkaJs } from './kafkajs-patch.js';

/** How one principal reaches the brokers. */
export interface KafkaConnection {
  /** `host:port`, at least one. */
  readonly brokers: readonly string[];
  /** SCRAM-SHA-512 user; absent: no authentication (throw-away brokers only). */
  readonly username?: string;
  readonly password?: string;
  /** PEM of the authority that signed the brokers' certificates; present: TLS. */
  readonly ca?: string;
  /** Name in the broker's logs and quotas. */
  readonly clientId: string;
  /** Prefix of the deployment's topics and groups; '' for none. */
  readonly topicPrefix: string;
}

/** What the messaging library needs of a logger; pino's shape. Fields are ids, codes and counts. */
export interface MessagingLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Milliseconds. KafkaJS's default of one second is too short for a broker that is just starting on a busy machine. */
const CONNECTION_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * A KafkaJS client of this principal, with the library's patches. KafkaJS's own log lines go to `log` (warnings and
 * errors only); without `log` they are dropped, because every failure also arrives as an error or a status.
 */
export function createKafka(connection: KafkaConnection, log?: MessagingLog): Kafka {
  patchKafkaJs();
  const { brokers, username, password, ca, clientId } = connection;
  return new kafkajs.Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    logLevel: kafkajs.logLevel.WARN,
    logCreator: () => (entry) => forward(entry, log),
    // The broker may be away for hours; clients wait for it. Each wait is capped, so it is found again soon.
    retry: { initialRetryTime: 100, maxRetryTime: 5_000, retries: 8 },
    ...(username === undefined ? {} : { sasl: { mechanism: 'scram-sha-512', username, password: password ?? '' } }),
    ...(ca === undefined ? {} : { ssl: { ca: [ca] } }),
  });
}

type LogEntry = Parameters<ReturnType<kafkajs.logCreator>>[0];

/** KafkaJS puts whole payloads into debug fields only; warnings and errors carry names, ids and messages of its own. */
function forward({ level, namespace, log: { message, groupId, broker } }: LogEntry, log: MessagingLog | undefined) {
  const fields = { namespace, kafka: message, groupId: groupId as unknown, broker: broker as unknown };
  if (level === kafkajs.logLevel.ERROR) log?.error(fields, 'kafka client');
  else log?.warn(fields, 'kafka client');
}

/** Name of a topic or group on the broker. */
export function physicalName(connection: Pick<KafkaConnection, 'topicPrefix'>, name: string): string {
  return connection.topicPrefix + name;
}

/** The name in the contract of a topic on the broker. */
export function logicalName(connection: Pick<KafkaConnection, 'topicPrefix'>, physical: string): string {
  return physical.slice(connection.topicPrefix.length);
}

/** Reads a password or certificate file; a trailing line break is not part of the secret. */
export function readSecretFile(path: string): string {
  return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
}
