import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { messagingMigrations, outboxMigrations } from '#messaging';
import { closeToPublic, migrate, provisionDatabase } from '#persistence';
import { startPostgres, type PostgresServer } from '#testing';
import { eventCounts } from './counts.js';
import { DATABASES, type DatabaseName } from './databases.js';
import { Home } from './home.js';
import type { Region } from './region.js';

/** The databases of a region have fixed names, so they need a server of their own. */
let folder: string;
let postgres: PostgresServer;
let region: Region;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kerege-counts-'));
  postgres = await startPostgres({ home: folder });
  const home = await Home.open(folder, { KEREGE_HOME: join(folder, 'home') }, true);
  region = { home, infrastructure: { databaseUrl: postgres.adminUrl, brokers: '', topicPrefix: '' } };
  for (const database of DATABASES) {
    const { ownerUrl } = await provisionDatabase(postgres.adminUrl, {
      database,
      ownerPassword: 'owner',
      servicePassword: 'service',
    });
    await migrate({ ownerUrl, serviceRole: database, migrations: [...messagingMigrations, ...outboxMigrations] });
  }
}, 120_000);

afterAll(async () => {
  await postgres.remove();
  await rm(folder, { recursive: true, force: true });
});

async function inDatabase(database: string, sql: string, values: unknown[] = []): Promise<void> {
  const url = new URL(postgres.adminUrl);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(sql, values).finally(() => client.end());
}

async function sent(database: DatabaseName, version: number, data: string | null): Promise<void> {
  await inDatabase(
    database,
    `INSERT INTO messaging.outbox (lease, topic, subject, version, id, type, time, data, urgent, not_before, sent_at)
     VALUES (0, 'kz.case', $1, $2, $3, 'kerege.case.registered.v1', '2022-01-01T00:00:00Z', $4, false, now(), now())`,
    [randomUUID(), version, randomUUID(), data],
  );
}

async function applied(database: DatabaseName, source: string): Promise<void> {
  await inDatabase(
    database,
    `INSERT INTO messaging.inbox (stream, version, subject, id, source, digest) VALUES (1, 1, $1, $2, $3, '')`,
    [randomUUID(), randomUUID(), source],
  );
}

test('accepted is what the inboxes of the regional services hold of the countries, not what is left over', async () => {
  await sent('kerege_national_kz', 1, '{}');
  await sent('kerege_national_kz', 2, '{}');
  await sent('kerege_national_tj', 1, '{}');
  await sent('kerege_national_tj', 1, null); // a tombstone
  await applied('kerege_aggregator', 'KZ');
  await applied('kerege_linkage', 'TJ');
  await applied('kerege_aggregator', 'LINKAGE'); // a cluster is no event of a country
  const counts = await eventCounts(region);
  // One event is on its way: it is neither accepted nor parked nor in quarantine.
  expect(counts).toMatchObject({ published: 3, accepted: 2, parked: 0, quarantined: 0 });
  expect(counts.byCountry).toEqual({ KZ: 2, KG: 0, TJ: 1, UZ: 0 });
});

test('a role of the region enters its own database, and no other once those of the server are closed', async () => {
  const enters = async (database: string) => {
    const url = new URL(postgres.adminUrl);
    [url.username, url.password, url.pathname] = ['kerege_linkage', 'service', `/${database}`];
    const client = new pg.Client({ connectionString: url.href });
    return client.connect().then(
      () => client.end().then(() => true),
      () => false,
    );
  };
  expect(await enters('postgres')).toBe(true);
  for (const database of ['postgres', 'template1']) await closeToPublic(postgres.adminUrl, database);
  expect(await Promise.all(['postgres', 'template1', 'kerege_aggregator'].map(enters))).toEqual([false, false, false]);
  expect(await enters('kerege_linkage')).toBe(true);
});
