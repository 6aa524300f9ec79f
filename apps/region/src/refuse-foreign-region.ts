import { existsSync } from 'node:fs';
import { createKafka, LogInspector } from '#messaging';
import { DATABASES } from './databases.js';
import type { RunningInfrastructure } from './infrastructure.js';
import { queryDatabase } from './query.js';
import { connection, type Region } from './region.js';

/**
 * Keeps a new home away from existing servers that hold the region of another one: preparing them would lock its services out.
 * @throws Error before anything is written
 */
export async function refuseForeignRegion(region: Region, servers: RunningInfrastructure): Promise<void> {
  if (existsSync(region.home.key('platform', 'signing.jwk'))) return;
  if (servers.postgres === undefined && (await holdsDatabases(region))) throw foreign('DATABASE_URL');
  if (servers.kafka === undefined && (await holdsMembers(region, servers))) throw foreign('KAFKA_BROKERS');
}

async function holdsDatabases(region: Region): Promise<boolean> {
  const sql = 'SELECT FROM pg_database WHERE datname = ANY ($1)';
  return (await queryDatabase(region, 'postgres', sql, [DATABASES])).length > 0;
}

async function holdsMembers(region: Region, { admin: user }: RunningInfrastructure): Promise<boolean> {
  const kafka = createKafka(connection(region, user));
  const admin = kafka.admin();
  const inspector = new LogInspector(kafka);
  const topic = `${region.infrastructure.topicPrefix}regional.members`;
  await admin.connect();
  try {
    if (!(await admin.listTopics()).includes(topic)) return false;
    await inspector.connect();
    return [...(await inspector.endOffsets(topic, [0])).values()].some((end) => end > 0n);
  } finally {
    await admin.disconnect();
    await inspector.disconnect();
  }
}

function foreign(variable: string): Error {
  return new Error(
    `The server that ${variable} names holds a region already. Set KEREGE_HOME to the folder of that region, or name another server.`,
  );
}
