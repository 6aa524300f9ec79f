import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kafka } from 'kafkajs';
import { createKafka } from '#messaging';
import type { KafkaAdmin } from '#testing';

/**
 * How the super user reaches the broker: `KAFKA_BROKERS`, `KAFKA_USERNAME` (default `admin`), `KAFKA_PASSWORD_FILE` or
 * `KAFKA_PASSWORD`, optionally `KAFKA_CA_FILE`. Without `KAFKA_BROKERS` the region that runs on this machine, found by
 * `KEREGE_HOME` (default `.kerege`).
 * @throws Error naming what is missing
 */
export function kafkaAdmin(env: NodeJS.ProcessEnv): KafkaAdmin {
  const { KAFKA_BROKERS, KAFKA_USERNAME = 'admin', KAFKA_CA_FILE } = env;
  if (!KAFKA_BROKERS) return ofThisMachine(env['KEREGE_HOME'] || '.kerege');
  const caFile = KAFKA_CA_FILE ? { caFile: KAFKA_CA_FILE } : {};
  return { brokers: KAFKA_BROKERS.split(','), username: KAFKA_USERNAME, password: passwordFrom(env), ...caFile };
}

/** A client that signs in as the super user. */
export function kafkaClient(env: NodeJS.ProcessEnv): Kafka {
  const { caFile, ...access } = kafkaAdmin(env);
  const ca = caFile === undefined ? {} : { ca: readFileSync(caFile, 'utf8') };
  return createKafka({ ...access, ...ca, clientId: 'kerege-cli', topicPrefix: env['KAFKA_TOPIC_PREFIX'] ?? '' });
}

function passwordFrom({ KAFKA_PASSWORD_FILE, KAFKA_PASSWORD }: NodeJS.ProcessEnv): string {
  if (KAFKA_PASSWORD_FILE) return readFileSync(KAFKA_PASSWORD_FILE, 'utf8').replace(/\r?\n$/, '');
  if (KAFKA_PASSWORD) return KAFKA_PASSWORD;
  throw new Error('KAFKA_PASSWORD_FILE is not set: it names the file with the password of the broker’s administrator');
}

function ofThisMachine(home: string): KafkaAdmin {
  const file = join(home, 'kafka', 'identity.json');
  if (!existsSync(file)) throw new Error(`KAFKA_BROKERS is not set and no region’s broker is recorded in ${home}`);
  const { clientPort, users } = JSON.parse(readFileSync(file, 'utf8')) as {
    clientPort: number;
    users: Record<string, string>;
  };
  return { brokers: [`127.0.0.1:${clientPort}`], username: 'admin', password: users['admin'] ?? '' };
}
