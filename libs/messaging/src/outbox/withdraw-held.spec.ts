import { randomUUID } from 'node:crypto';
import { createDataSource, inTransaction, migrate } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { Outbox } from './outbox.js';
import { outboxMigrations } from './outbox-migrations.js';
import { withdrawHeld } from './withdraw-held.js';

const TOPIC = 'kz.case';
const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS);
const outbox = new Outbox();
let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await testDatabase('withdraw_held');
  await migrate({ ownerUrl: database.ownerUrl, migrations: outboxMigrations, serviceRole: database.serviceRole });
  dataSource = await createDataSource({ url: database.url, poolSize: 2, applicationName: 'spec' }).initialize();
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

/** One event for each time; `null`: at once. */
async function add(subject: string, ...times: (Date | null)[]): Promise<void> {
  const event = {
    ...{ topic: TOPIC, type: 'kerege.case.closed.v1', subject, time: '2022-01-01T00:00:00Z' },
    data: { reason: 'OTHER', year: 2022 },
  };
  const events = times.map((notBefore) => (notBefore === null ? event : { ...event, notBefore }));
  await inTransaction(dataSource, (tx) => outbox.add(tx, events));
}

const withdraw = (subject: string, after = new Date(0)) =>
  inTransaction(dataSource, (tx) => withdrawHeld(tx, [{ topic: TOPIC, subject, after }]));

async function versions(subject: string): Promise<number[]> {
  const sql = 'SELECT version FROM messaging.outbox WHERE subject = $1 ORDER BY seq';
  const rows: { version: number }[] = await dataSource.query(sql, [subject]);
  return rows.map(({ version }) => version);
}

test('what is held is as if it had never been added: its version is given again, other subjects keep theirs', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  await add(one, null, inHours(1), inHours(2));
  await add(other, inHours(1));
  await withdraw(one);
  expect([await versions(one), await versions(other)]).toEqual([[1], [1]]);
  await add(one, null);
  expect(await versions(one)).toEqual([1, 2]);
});

test('what leaves until the time given, or within a minute, stays', async () => {
  const subject = randomUUID();
  await add(subject, new Date(Date.now() + 5_000), inHours(2), inHours(4));
  await withdraw(subject, inHours(3));
  expect(await versions(subject)).toEqual([1, 2]);
  await withdraw(subject);
  expect(await versions(subject)).toEqual([1]);
});

test('nothing is taken from the middle: a version without an event would be a gap for whoever reads', async () => {
  const subject = randomUUID();
  await add(subject, inHours(4), null);
  await withdraw(subject);
  expect(await versions(subject)).toEqual([1, 2]);
});

test('a transaction that rolls back has withdrawn nothing', async () => {
  const subject = randomUUID();
  await add(subject, inHours(1));
  const undone = inTransaction(dataSource, async (tx) => {
    await withdrawHeld(tx, [{ topic: TOPIC, subject, after: new Date(0) }]);
    throw new Error('undo');
  });
  await expect(undone).rejects.toThrow('undo');
  expect(await versions(subject)).toEqual([1]);
});
