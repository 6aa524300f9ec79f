import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PRINCIPALS } from '#contracts';
import { newPassword, startKafka, startPostgres, type KafkaServer, type PostgresServer } from '#testing';

/**
 * Runs something on a broker and a database server of its own, which are gone afterwards; the environment names them.
 * @param settings of PostgreSQL, over those that every test has
 */
export async function withServers<T>(
  run: (postgres: PostgresServer, kafka: KafkaServer) => Promise<T>,
  settings: Readonly<Record<string, string>> = {},
): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), 'kerege-servers-'));
  const users = Object.fromEntries(PRINCIPALS.map(({ name }) => [name, newPassword()]));
  const [postgres, kafka] = await Promise.all([startPostgres({ home, settings }), startKafka({ home, users })]);
  process.env['DATABASE_URL'] = postgres.adminUrl;
  process.env['KAFKA_BROKERS'] = kafka.brokers.join(',');
  process.env['KAFKA_USERNAME'] = 'admin';
  process.env['KAFKA_PASSWORD'] = users['admin'];
  try {
    return await run(postgres, kafka);
  } finally {
    await kafka.stop();
    await postgres.remove();
    await rm(home, { recursive: true, force: true });
  }
}
