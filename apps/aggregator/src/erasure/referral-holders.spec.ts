import { EVENT_EXAMPLES, erasureRefOf } from '#contracts';
import type { ReferralOutcome } from '#domain';
import type { AcceptedEvent, OutgoingEvent } from '#messaging';
import { inTransaction, type Transaction } from '#persistence';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { ref } from '../testing/accepted.testing.js';
import { migrated } from '../testing/database.testing.js';
import { ReferralHolders } from './referral-holders.js';

const [CASE, REFERRAL] = [ref('c', 7), ref('d', 7)];
const ERASURE = erasureRefOf(REFERRAL);
const AT = '2024-06-01T10:00:00Z';

type Step = (holders: ReferralHolders, tx: Transaction) => Promise<void>;

/** The receiver has been told of the request. */
const told: Step = (holders, tx) => {
  const data = { ...EVENT_EXAMPLES['kerege.referral.requested.v1'], at: AT, from: 'KZ', to: 'UZ' };
  return holders.received(tx, [
    { type: 'kerege.referral.requested.v1', referralRef: REFERRAL, data } as unknown as ReferralOutcome,
  ]);
};
const erased: Step = async (holders, tx) => {
  await tx.run(
    `UPDATE aggregator.case_state SET state = 'ERASED', person_ref = NULL, registered_year = NULL
      WHERE source = 'KZ' AND case_ref = $1`,
    [CASE],
  );
  const event = {
    type: 'kerege.case.erasure-requested.v1',
    source: 'KZ',
    subject: CASE,
    time: AT,
    data: { scope: 'ALL' },
  };
  await holders.erased(tx, [event as unknown as AcceptedEvent]);
};
const confirmedBy =
  (source: string, holder = source): Step =>
  (holders, tx) => {
    const event = { type: 'kerege.erasure.confirmed.v1', source, subject: ERASURE, time: AT };
    return holders.confirmed(tx, [{ ...event, data: { holder, scope: 'ALL' } } as unknown as AcceptedEvent]);
  };
const confirmed = confirmedBy('UZ');

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await testDatabase('referral_holders');
  dataSource = await migrated(database);
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});
beforeEach(async () => {
  for (const table of ['referral_holder', 'erasure_confirmation', 'referral', 'case_state']) {
    await dataSource.query(`DELETE FROM aggregator.${table}`);
  }
  await dataSource.query(
    `INSERT INTO aggregator.case_state (source, case_ref, version, state, person_ref, registered_year)
     VALUES ('KZ', $1, 1, 'REGISTERED', $1, 2024)`,
    [CASE],
  );
  await dataSource.query(
    `INSERT INTO aggregator.referral (referral_ref, sequence, status, from_country, to_country, case_ref)
     VALUES ($1, 1, 'REQUESTED', 'KZ', 'UZ', $2)`,
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

async function isSomebodyWaiting(): Promise<boolean> {
  const [row] = await dataSource.query<{ waiting: boolean }[]>(
    `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS waiting`,
  );
  return row?.waiting === true;
}

const QUESTION = { topic: 'inbox.uz', type: 'kerege.erasure.requested.v1', subject: ERASURE, data: { scope: 'ALL' } };
const ANSWER = {
  ...{ topic: 'inbox.kz', type: 'kerege.erasure.confirmed.v1', subject: ERASURE },
  data: { holder: 'UZ', scope: 'ALL' },
};
const without = (events: readonly OutgoingEvent[]) => events.map(({ time: _, ...event }) => event);

test.each([
  ['told, erased, confirmed', [told, erased, confirmed]],
  ['erased, told, confirmed', [erased, told, confirmed]],
  ['confirmed, told, erased', [confirmed, told, erased]],
  ['confirmed, erased, told', [confirmed, erased, told]],
  ['told, confirmed, erased', [told, confirmed, erased]],
  ['erased, confirmed, told', [erased, confirmed, told]],
])('read as %s, the receiver is asked once and its confirmation passed on once', async (_, steps) => {
  expect(without(await leaves(...steps, ...steps))).toEqual([QUESTION, ANSWER]);
});

test.each([
  ['an erasure that is read while the history is', told, erased],
  ['a history that is read while the erasure is', erased, told],
])('%s waits, and the receiver is asked', async (_, first, second) => {
  const left: OutgoingEvent[] = [];
  const add = (_: Transaction, events: readonly OutgoingEvent[]) => Promise.resolve(void left.push(...events));
  const holders = new ReferralHolders({ add });
  let waiting: Promise<void> | undefined;
  await inTransaction(dataSource, async (tx) => {
    await first(holders, tx);
    waiting = inTransaction(dataSource, (other) => second(holders, other));
    await eventually(isSomebodyWaiting, { what: 'the other to wait' });
  });
  await waiting;
  expect(without(left)).toEqual([QUESTION]);
});

test('a receiver that has not been told of the request is not asked, nor is one whose referral’s case stands', async () => {
  expect(await leaves(erased)).toEqual([]);
  await dataSource.query(
    `UPDATE aggregator.case_state SET state = 'REGISTERED', person_ref = case_ref, registered_year = 2024`,
  );
  expect(await leaves(told, confirmed)).toEqual([]);
});

test.each([
  ['the sender', confirmedBy('KZ')],
  ['a third country', confirmedBy('KG')],
  ['a third country in the receiver’s name', confirmedBy('KG', 'UZ')],
])('%s cannot confirm for the receiver', async (_, forged) => {
  expect(without(await leaves(told, erased, forged))).toEqual([QUESTION]);
});
