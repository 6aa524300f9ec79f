import { PRINCIPALS } from '#contracts';
import { prepareKafka } from '../infrastructure/kafka-server.js';
import { OnDemandInfrastructure } from '../infrastructure/on-demand.js';

let infrastructure: OnDemandInfrastructure | undefined;

/**
 * Before the first spec: says in `KEREGE_TEST_INFRASTRUCTURE` where specs ask for Kafka and PostgreSQL. Missing jars are
 * fetched now, because a download may take longer than a single test is given.
 */
export async function openTestInfrastructure(): Promise<void> {
  if (!process.env['KAFKA_BROKERS']) await prepareKafka();
  infrastructure = await OnDemandInfrastructure.open(PRINCIPALS.map(({ name }) => name));
  process.env['KEREGE_TEST_INFRASTRUCTURE'] = JSON.stringify({ url: infrastructure.url });
}

/** After the last spec: leaves no process and no data behind. */
export async function closeTestInfrastructure(): Promise<void> {
  await infrastructure?.close();
}
