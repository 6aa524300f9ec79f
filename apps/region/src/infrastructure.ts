import { PRINCIPALS } from '#contracts';
import { startKafka, startPostgres, type KafkaServer, type PostgresServer } from '#testing';
import { startAgencyBrokers, type AgencyBrokers } from './agencies/agency-brokers.js';
import { existingServers, reach } from './existing-servers.js';
import type { Home } from './home.js';
import { secret } from './keys.js';
import type { Infrastructure } from './region.js';

/** The servers of a run: started here, or existing ones that the environment names. */
export interface RunningInfrastructure extends Infrastructure {
  /** Super user of the broker. */
  readonly admin: { readonly username: string; readonly password: string };
  /** Present where this run started the broker. */
  readonly kafka?: KafkaServer;
  readonly postgres?: PostgresServer;
  /** One country's own brokers for its agencies. */
  readonly agencyKafka?: AgencyBrokers;
  stop(): Promise<void>;
}

/** Starts what `KAFKA_BROKERS` and `DATABASE_URL` do not name. */
export async function startInfrastructure(home: Home): Promise<RunningInfrastructure> {
  const existing = existingServers(process.env);
  await reach(existing);
  const started = await Promise.allSettled([
    existing.databaseUrl === undefined ? startPostgres({ home: home.path }) : undefined,
    existing.kafka === undefined ? ownKafka(home) : undefined,
    startAgencyBrokers(home),
  ]);
  const [postgres, kafka, agencyKafka] = started;
  const stop = async () => {
    if (agencyKafka.status === 'fulfilled') await agencyKafka.value?.stop();
    if (kafka.status === 'fulfilled') await kafka.value?.stop();
    if (postgres.status === 'fulfilled') await postgres.value?.stop();
  };
  if (postgres.status === 'rejected' || kafka.status === 'rejected' || agencyKafka.status === 'rejected') {
    await stop();
    throw started.find((one) => one.status === 'rejected')?.reason;
  }
  return {
    databaseUrl: postgres.value?.adminUrl ?? existing.databaseUrl ?? '',
    brokers: kafka.value?.brokers.join(',') ?? existing.kafka?.brokers ?? '',
    topicPrefix: process.env['KAFKA_TOPIC_PREFIX'] ?? '',
    admin: existing.kafka?.admin ?? { username: 'admin', password: kafka.value?.users['admin'] ?? '' },
    ...(kafka.value ? { kafka: kafka.value } : {}),
    ...(postgres.value ? { postgres: postgres.value } : {}),
    ...(agencyKafka.value
      ? { agencyKafka: agencyKafka.value, agencyBrokers: agencyKafka.value.brokers.join(',') }
      : {}),
    stop,
  };
}

async function ownKafka(home: Home): Promise<KafkaServer> {
  const users = PRINCIPALS.map(async ({ name }) => [name, await secret(home, 'kafka', `${name}.password`)] as const);
  return startKafka({ home: home.path, users: Object.fromEntries(await Promise.all(users)) });
}
