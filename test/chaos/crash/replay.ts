import { provisionDatabase, migrate, type MigrationClass } from '#persistence';
import { ErasureConfirmed } from '#contracts';
import { createKafka, messagingMigrations, outboxMigrations } from '#messaging';
import { eventually, newPassword } from '#testing';
import pg from 'pg';
import { aggregatorMigrations } from '../../../apps/aggregator/src/migrations/index.js';
import { getAsOperator } from '../../../apps/region/src/get-as-operator.js';
import { connection } from '../../../apps/region/src/region.js';
import { queryDatabase } from '../../../apps/region/src/query.js';
import type { RunningRegion } from '../../../apps/region/src/running-region.js';
import { ServiceProcess } from '../../../apps/region/src/service-process.js';
import { linkageDatabase } from '../../../apps/linkage/src/migrations/index.js';

type Regional = 'aggregator' | 'linkage';

const MIGRATIONS: Readonly<Record<Regional, readonly MigrationClass[]>> = {
  aggregator: [...messagingMigrations, ...outboxMigrations, ...aggregatorMigrations],
  linkage: linkageDatabase,
};

/** Time for a service to read all topics from their beginning. Milliseconds. */
const REPLAY_MS = 120_000;

let replays = 0;

/**
 * Lets a regional service read the topics again into an empty store, in place of the one that runs, which is stopped.
 * Gives what is different there, and what the service said although it had said everything before.
 */
export async function replayDifferences(region: RunningRegion, name: Regional): Promise<string[]> {
  const before = await hashOf(region, region.services, name);
  const ends = await endsOf(region);
  const process = region.service(name);
  await process.stop();
  const store = await emptyStore(region, name);
  const again = ServiceProcess.start({
    ...process.spec,
    environment: { ...process.spec.environment, DATABASE_URL: store.url },
  });
  try {
    await again.ready();
    await eventually(() => hasRead(region, name, store.url), {
      timeoutMs: REPLAY_MS,
      what: `${name} to read all topics`,
    });
    const after = await hashOf(region, new Map([[name, again]]), name);
    const receipts = await queryDatabase<Said>(region.region, `kerege_${name}`, SAID);
    const said = (await rowsOf<Said>(store.url, SAID)).filter((event) => !isReceiptAgain(event, receipts));
    return [
      ...(after === before ? [] : [`${name}: the state hash of a replay is ${after}, not ${before}`]),
      ...said.map(({ topic }) => `${name} says something on ${topic} after a replay`),
      ...((await endsOf(region)) === ends ? [] : [`${name}: topics grew during a replay`]),
    ];
  } finally {
    await again.stop();
    await store.drop();
  }
}

async function hashOf(
  region: RunningRegion,
  services: ReadonlyMap<string, ServiceProcess>,
  name: Regional,
): Promise<string> {
  const path = '/v1/state-hash';
  const { stateHash } = await getAsOperator<{ stateHash: string }>(region.region, services, name, path);
  return stateHash;
}

/** A database as a deployment's, with roles of its own: the principal on Kafka is the service's. */
async function emptyStore(region: RunningRegion, name: Regional): Promise<{ url: string; drop: () => Promise<void> }> {
  replays += 1;
  const database = `kerege_replay_${replays}_${name}`;
  const admin = region.region.infrastructure.databaseUrl;
  const passwords = { ownerPassword: newPassword(), servicePassword: newPassword() };
  const { url, ownerUrl, serviceRole } = await provisionDatabase(admin, { database, ...passwords });
  await migrate({ ownerUrl, serviceRole, migrations: MIGRATIONS[name] });
  return { url, drop: async () => void (await rowsOf(admin, `DROP DATABASE ${database} WITH (FORCE)`)) };
}

const POSITIONS =
  'SELECT topic, partition, next_offset FROM messaging.stream ORDER BY topic, partition, consumer_group';

interface Said {
  readonly topic: string;
  readonly type: string;
  readonly subject: string;
  readonly version: number;
  readonly data: string;
}

const SAID = 'SELECT topic, type, subject, version, data FROM messaging.outbox';

/** Linkage confirms a retraction again when it reads it again; the country has the same receipt and passes over it. */
function isReceiptAgain(event: Said, before: readonly Said[]): boolean {
  return event.type === ErasureConfirmed.type && before.some((one) => JSON.stringify(one) === JSON.stringify(event));
}

/** The store stands where the one before it stood. */
async function hasRead(region: RunningRegion, name: Regional, url: string): Promise<boolean> {
  const wanted = await queryDatabase<object>(region.region, `kerege_${name}`, POSITIONS);
  return JSON.stringify(await rowsOf(url, POSITIONS)) === JSON.stringify(wanted);
}

/** Offsets of the ends of what regional services write. */
async function endsOf(region: RunningRegion): Promise<string> {
  const admin = createKafka(connection(region.region, region.servers.admin)).admin();
  await admin.connect();
  try {
    const prefix = region.region.infrastructure.topicPrefix;
    const topics = await Promise.all(
      ['linkage.cluster', 'quarantine'].map((topic) => admin.fetchTopicOffsets(prefix + topic)),
    );
    return JSON.stringify(topics.map((ends) => ends.map(({ partition, high }) => [partition, high]).sort()));
  } finally {
    await admin.disconnect();
  }
}

async function rowsOf<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}
