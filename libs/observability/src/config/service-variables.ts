import { databaseUrl } from './database-url.js';
import { existingFile, fileContents } from './file-variables.js';
import { integer, list, oneOfCodes, optional, text } from './variables.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Variables of every process that serves HTTP. PORT 0 takes any free port. */
export const httpVariables = {
  host: text('HOST', { default: '127.0.0.1' }),
  port: integer('PORT', { min: 0, max: 65_535 }),
  logLevel: oneOfCodes('LOG_LEVEL', LOG_LEVELS, { default: 'info' }),
};

/** The service's own role: it owns nothing and cannot change the schema. */
export const databaseVariables = { databaseUrl: databaseUrl('DATABASE_URL') };

/** The migration step only. */
export const databaseOwnerVariables = { databaseOwnerUrl: databaseUrl('DATABASE_OWNER_URL') };

/** Connection to Kafka. TLS where KAFKA_CA_FILE is set. */
export const kafkaVariables = {
  brokers: list('KAFKA_BROKERS', { pattern: /^[^\s:,]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/, form: 'host:port' }),
  topicPrefix: text('KAFKA_TOPIC_PREFIX', { default: '', pattern: /^[A-Za-z0-9._-]{0,100}$/ }),
  username: optional(text('KAFKA_USERNAME')),
  password: optional(fileContents('KAFKA_PASSWORD_FILE')),
  ca: optional(fileContents('KAFKA_CA_FILE')),
};

/** Keys of a process that signs what it publishes and verifies what it reads. */
export const signingVariables = {
  signingKeyFile: existingFile('SIGNING_KEY_FILE'),
  platformKeysFile: existingFile('PLATFORM_KEYS_FILE'),
};

export const tokenVariables = { tokensFile: existingFile('TOKENS_FILE') };

/** Seconds between two shuffled batches of case events; 0 sends at once. One week at most. */
export const publishVariables = {
  publishEverySeconds: integer('PUBLISH_EVERY_SECONDS', { min: 0, max: 604_800, default: 86_400, unit: 'seconds' }),
};

/** Days for which a publishing service can send again what it has sent: longer than a reader stays away. */
export const journalVariables = {
  journalDays: integer('JOURNAL_DAYS', { min: 7, max: 3_650, default: 90, unit: 'days' }),
};

/** When a service that consumes says that it falls behind. */
export const lagVariables = {
  /** Records behind the end of a topic from which on the log warns. About half a minute of full load. */
  lagWarning: integer('LAG_WARNING_RECORDS', { min: 1, max: 1_000_000_000, default: 250_000, unit: 'records' }),
};

/** Beside HTTP, database and Kafka: a regional service that consumes, answers and publishes. */
export const regionalVariables = {
  ...httpVariables,
  ...databaseVariables,
  ...kafkaVariables,
  ...signingVariables,
  ...tokenVariables,
  ...journalVariables,
  /** Connections: one for each partition worked on at once, the relay, the members log, and HTTP. */
  poolSize: integer('DATABASE_POOL_SIZE', { min: 5, max: 50, default: 8, unit: 'connections' }),
  ...lagVariables,
};

export const migrationVariables = {
  ...databaseOwnerVariables,
  /** The role that the service runs as; default: the database's name, as provisioning creates it. */
  serviceRole: text('DATABASE_SERVICE_ROLE', { default: '' }),
};
