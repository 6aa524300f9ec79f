import type { KafkaAccess, PostgresAccess } from './infrastructure/on-demand.js';

/** Access to the run's broker, or to the one that `KAFKA_BROKERS` names with its administrator's `KAFKA_USERNAME` and `KAFKA_PASSWORD`. */
export async function kafkaAccess(): Promise<KafkaAccess> {
  const { KAFKA_BROKERS, KAFKA_USERNAME = 'admin', KAFKA_PASSWORD } = process.env;
  if (!KAFKA_BROKERS) return ask<KafkaAccess>('kafka');
  if (KAFKA_PASSWORD === undefined) throw new Error('KAFKA_BROKERS is set but KAFKA_PASSWORD is not');
  return { brokers: KAFKA_BROKERS.split(','), users: { [KAFKA_USERNAME]: KAFKA_PASSWORD } };
}

/** Access to the run's database server, or to the one that `DATABASE_URL` names (a super user's URL). */
export async function postgresAccess(): Promise<PostgresAccess> {
  const { DATABASE_URL } = process.env;
  return DATABASE_URL ? { adminUrl: DATABASE_URL } : ask<PostgresAccess>('postgres');
}

async function ask<T>(what: 'kafka' | 'postgres'): Promise<T> {
  const configured = process.env['KEREGE_TEST_INFRASTRUCTURE'];
  if (configured === undefined) {
    throw new Error('Jest’s global setup did not run: KEREGE_TEST_INFRASTRUCTURE is not set');
  }
  const { url } = JSON.parse(configured) as { url: string };
  const response = await fetch(`${url}/${what}`);
  const body = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new Error(body.error ?? `no ${what} in this run`);
  return body;
}
