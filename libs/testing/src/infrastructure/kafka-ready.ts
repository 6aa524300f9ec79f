import kafkajs, { type Kafka, type KafkaConfig } from 'kafkajs';
import { eventually } from './wait.js';

/** A silent KafkaJS client on SCRAM-SHA-512. */
export function silentKafka(
  brokers: readonly string[],
  username: string,
  password: string,
  retry = { retries: 0 },
): Kafka {
  const config: KafkaConfig = {
    clientId: 'kerege-testing',
    brokers: [...brokers],
    sasl: { mechanism: 'scram-sha-512', username, password },
    logLevel: kafkajs.logLevel.NOTHING,
    connectionTimeout: 5_000,
    authenticationTimeout: 5_000,
    retry,
  };
  return new kafkajs.Kafka(config);
}

/** Waits until a metadata request names a controller: an open port alone does not yet serve. */
export async function untilKafkaIsReady(
  brokers: readonly string[],
  user: { readonly name: string; readonly password: string },
  timeoutMs: number,
  isAlive: () => boolean,
): Promise<void> {
  let alive = true;
  await eventually(
    async () => {
      alive = isAlive();
      if (!alive) return true;
      const admin = silentKafka(brokers, user.name, user.password).admin();
      try {
        await admin.connect();
        const { controller, brokers: nodes } = await admin.describeCluster();
        return controller !== null && controller >= 0 && nodes.length > 0;
      } finally {
        await admin.disconnect().catch(() => undefined);
      }
    },
    { timeoutMs, intervalMs: 100, what: 'a broker that names a controller' },
  );
  if (!alive) throw new Error('the broker ended before it was ready');
}
