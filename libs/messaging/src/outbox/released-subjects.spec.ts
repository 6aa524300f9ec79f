import { randomUUID } from 'node:crypto';
import { createDataSource, inTransaction, migrate } from '#persistence';
import { EVENT_EXAMPLES, TOPICS, topicOf } from '#contracts';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { Outbox } from './outbox.js';
import { markSent, releasedSubjects } from './outbox-rows.js';
import { outboxMigrations } from './outbox-migrations.js';
import { OUTBOX_LEASES, RelayLeases } from './relay-leases.js';

/** Events that were sent before, none of them swept away by a vacuum. */
const SENT = 5_000;
/** What a look may touch: a few hundred dead entries lie in one block of the index. */
const BLOCKS_AT_MOST = SENT / 50;

let database: TestDatabase;
let dataSource: DataSource;
let leases: RelayLeases;

beforeAll(async () => {
  database = await testDatabase('released');
  await migrate({ ...database, migrations: outboxMigrations });
  dataSource = await createDataSource({ url: database.url, poolSize: 3, applicationName: 'spec' }).initialize();
  leases = new RelayLeases(dataSource, OUTBOX_LEASES);
});
afterAll(async () => {
  await leases?.release();
  await dataSource?.destroy();
  await database?.drop();
});

test('what a look costs does not grow with what was sent', async () => {
  await asOwner('ALTER TABLE messaging.outbox SET (autovacuum_enabled = false)');
  await add(SENT);
  const held = await leases.acquire();
  const sent = await dataSource.query<{ seq: string }[]>('SELECT seq FROM messaging.outbox');
  await markSent(leases, sent as never, [], 0);
  await add(1);
  // The first look marks the entries of what was sent.
  for (const _ of [1, 2]) expect(await releasedSubjects(leases, held, [], 100)).toHaveLength(1);
  const before = await blocks();
  expect(await releasedSubjects(leases, held, [], 100)).toHaveLength(1);
  await eventually(async () => (await blocks()) > before, { what: 'the look to be counted' });
  expect((await blocks()) - before).toBeLessThan(BLOCKS_AT_MOST);
});

test('the connection of the leases goes back to the pool as it came', async () => {
  const small = await createDataSource({ url: database.url, poolSize: 1, applicationName: 'spec' }).initialize();
  try {
    const settings = () =>
      small.query<object[]>(
        `SELECT name, setting FROM pg_settings WHERE name <> 'transaction_isolation' ORDER BY name`,
      );
    const before = await settings();
    const relay = new RelayLeases(small, 1);
    await relay.rows('SELECT 1');
    await relay.release();
    expect(await settings()).toEqual(before);
  } finally {
    await small.destroy();
  }
});

/** Events of as many subjects. */
async function add(count: number): Promise<void> {
  const topic = topicOf('KZ', 'referral');
  const type = TOPICS.find(({ name }) => name === topic)?.events[0]?.type ?? '';
  const time = '2026-01-01T00:00:00Z';
  const events = Array.from({ length: count }, () => ({
    ...{ topic, type, subject: randomUUID(), time },
    data: EVENT_EXAMPLES[type as keyof typeof EVENT_EXAMPLES],
  }));
  await inTransaction(dataSource, (tx) => new Outbox().add(tx, events));
}

/** Blocks of the outbox and its indexes that were touched so far, with those of the leases' connection. */
async function blocks(): Promise<number> {
  await leases.rows('SELECT pg_stat_force_next_flush()');
  const [row] = await dataSource.query<{ blocks: string }[]>(
    `SELECT heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read AS blocks
       FROM pg_statio_user_tables WHERE schemaname = 'messaging' AND relname = 'outbox'`,
  );
  return Number(row?.blocks);
}

async function asOwner(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}
