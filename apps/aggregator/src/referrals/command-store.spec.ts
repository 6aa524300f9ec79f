import { randomUUID } from 'node:crypto';
import { EVENT_EXAMPLES, topicOf } from '#contracts';
import { inTransaction } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { accepted } from '../testing/accepted.testing.js';
import { migrated } from '../testing/database.testing.js';
import { keepCommands, markDecided, waitingCommands } from './command-store.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await testDatabase('referral_commands');
  dataSource = await migrated(database);
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const TYPE = 'kerege.referral.receive.v1';
const command = () =>
  accepted(
    { source: 'UZ', subject: randomUUID(), version: 1, type: TYPE, data: EVENT_EXAMPLES[TYPE] },
    topicOf('UZ', 'referral'),
  );
const waiting = () => inTransaction(dataSource, (tx) => waitingCommands(tx, 10));

test('a command that is kept while the history that decided it is being read counts as decided', async () => {
  const event = command();
  await inTransaction(dataSource, async (keeping) => {
    await keepCommands(keeping, [event]);
    // Neither transaction sees what the other has written.
    await inTransaction(dataSource, (reading) => markDecided(reading, [event]));
  });
  expect(await waiting()).toMatchObject([{ id: event.id, decided: true }]);
  await inTransaction(dataSource, async (tx) => markDecided(tx, await waitingCommands(tx, 10)));
  expect(await waiting()).toEqual([]);
});

test('a command that no outcome names waits, one that an outcome names is not even kept', async () => {
  const [decided, open] = [command(), command()];
  await inTransaction(dataSource, (tx) => markDecided(tx, [decided]));
  await inTransaction(dataSource, (tx) => keepCommands(tx, [decided, open]));
  expect(await waiting()).toMatchObject([{ id: open.id, decided: false }]);
});
