import { EVENT_EXAMPLES, sharingRefOf } from '#contracts';
import type { ReferralOutcome } from '#domain';
import type { AcceptedEvent, OutgoingEvent } from '#messaging';
import { inTransaction, type Transaction } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { ref } from '../testing/accepted.testing.js';
import { migrated } from '../testing/database.testing.js';
import { ReferralHolders } from './referral-holders.js';

const [CASE, REFERRAL] = [ref('c', 8), ref('d', 8)];
const SUBJECT = sharingRefOf(REFERRAL);
const AT = '2024-06-01T10:00:00Z';

type Step = (holders: ReferralHolders, tx: Transaction) => Promise<void>;

/** The receiver has been told of the request. */
const told: Step = (holders, tx) => {
  const data = { ...EVENT_EXAMPLES['kerege.referral.requested.v1'], at: AT, from: 'KZ', to: 'UZ' };
  return holders.received(tx, [
    { type: 'kerege.referral.requested.v1', referralRef: REFERRAL, data } as unknown as ReferralOutcome,
  ]);
};
const says =
  (source: string, type: string, data: object): Step =>
  (holders, tx) =>
    holders.take(tx, [{ type, source, subject: SUBJECT, time: AT, data } as unknown as AcceptedEvent]);
const stoppedBy = (source: string) => says(source, 'kerege.sharing.stopped.v1', {});
const confirmedBy = (source: string, holder = source) => says(source, 'kerege.sharing.stop-confirmed.v1', { holder });
const [stopped, confirmed] = [stoppedBy('KZ'), confirmedBy('UZ')];

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await testDatabase('sharing_stops');
  dataSource = await migrated(database);
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});
beforeEach(async () => {
  for (const table of ['referral_holder', 'sharing_stop', 'sharing_confirmation', 'referral']) {
    await dataSource.query(`DELETE FROM aggregator.${table}`);
  }
  await dataSource.query(
    `INSERT INTO aggregator.referral (referral_ref, sequence, status, from_country, to_country, case_ref)
     VALUES ($1, 1, 'ACCEPTED', 'KZ', 'UZ', $2)`,
    [REFERRAL, CASE],
  );
});

/** What leaves when these are read in this order, each in a transaction of its own. */
async function leaves(...steps: readonly Step[]): Promise<OutgoingEvent[]> {
  const left: OutgoingEvent[] = [];
  const outbox = {
    add: (_: Transaction, events: readonly OutgoingEvent[]) => Promise.resolve(void left.push(...events)),
  };
  for (const step of steps) {
    await inTransaction(dataSource, (tx) => step(new ReferralHolders(outbox as never), tx));
  }
  return left;
}

const TOLD = { topic: 'inbox.uz', type: 'kerege.sharing.stopped.v1', subject: SUBJECT, data: {} };
const ANSWER = {
  ...{ topic: 'inbox.kz', type: 'kerege.sharing.stop-confirmed.v1', subject: SUBJECT },
  data: { holder: 'UZ' },
};
const without = (events: readonly OutgoingEvent[]) => events.map(({ time: _, ...event }) => event);

test.each([
  ['told, stopped, confirmed', [told, stopped, confirmed]],
  ['stopped, told, confirmed', [stopped, told, confirmed]],
  ['confirmed, told, stopped', [confirmed, told, stopped]],
  ['confirmed, stopped, told', [confirmed, stopped, told]],
  ['told, confirmed, stopped', [told, confirmed, stopped]],
  ['stopped, confirmed, told', [stopped, confirmed, told]],
])('read as %s, the receiver is told once and its confirmation passed on once', async (_, steps) => {
  expect(without(await leaves(...steps, ...steps))).toEqual([TOLD, ANSWER]);
});

test('a receiver that knows of no referral is told nothing, and nothing is told where nobody stopped', async () => {
  expect(await leaves(stopped)).toEqual([]);
  await dataSource.query('DELETE FROM aggregator.sharing_stop');
  expect(await leaves(told, confirmed)).toEqual([]);
});

test.each([
  ['the receiver', stoppedBy('UZ')],
  ['a third country', stoppedBy('KG')],
])('%s cannot stop for the sender', async (_, forged) => {
  expect(await leaves(told, forged)).toEqual([]);
});

test.each([
  ['the sender', confirmedBy('KZ')],
  ['a third country', confirmedBy('KG')],
  ['a third country in the receiver’s name', confirmedBy('KG', 'UZ')],
])('%s cannot confirm for the receiver', async (_, forged) => {
  expect(without(await leaves(told, stopped, forged))).toEqual([TOLD]);
});
