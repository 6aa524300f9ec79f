import { inTransaction, type Transaction } from '#persistence';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { applyCaseEvents } from '../cases/apply-case-events.js';
import { binding, caseEvent, ref } from '../testing/accepted.testing.js';
import { emptyState, migrated } from '../testing/database.testing.js';
import { applyBindings } from './apply-bindings.js';

const CASE = ref('c', 1);
const MENTION = ref('m', 1);

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await testDatabase('bindings');
  dataSource = await migrated(database);
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

beforeEach(() => emptyState(dataSource));

const withheld = { sex: 'WITHHELD', age: 'WITHHELD', citizenship: 'WITHHELD', countryofexploitation: 'WITHHELD' };
const registered = caseEvent('KZ', CASE, 1, 'kerege.case.registered.v1', {
  personRef: ref('p', 1),
  profile: { ...withheld, exploitation: 'WITHHELD', registered: '2020' },
  generalisation: 7,
});
const erased = caseEvent('KZ', CASE, 2, 'kerege.case.erasure-requested.v1', { scope: 'ALL' });

const bindings = () =>
  dataSource.query<{ version: number; case_ref: string | null }[]>('SELECT * FROM aggregator.binding');

/** Starts the second transaction while the first has done its work and not committed yet. */
async function overlapping(first: (tx: Transaction) => Promise<void>, second: (tx: Transaction) => Promise<void>) {
  let other: Promise<void> | undefined;
  await inTransaction(dataSource, async (tx) => {
    await first(tx);
    other = inTransaction(dataSource, second);
    await eventually(
      async () => {
        const [row] = await dataSource.query<{ n: number }[]>(
          `SELECT count(*)::integer AS n FROM pg_locks l JOIN pg_database d ON d.oid = l.database
           WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted`,
        );
        return row?.n === 1;
      },
      { what: 'the second transaction to wait for the first' },
    );
  });
  await other;
}

const erase = (tx: Transaction) => applyCaseEvents(tx, [registered, erased]);
const bind = (tx: Transaction) => applyBindings(tx, [binding('KZ', MENTION, 1, CASE)], []);

test('an erasure and a binding at the same time leave no binding, whichever commits first', async () => {
  await overlapping(erase, bind);
  expect(await bindings()).toEqual([]);
  await emptyState(dataSource);
  await overlapping(bind, erase);
  expect(await bindings()).toEqual([]);
});

test('the highest version of a mention wins, and a tombstone removes up to its version', async () => {
  const tombstone = (version: number) => {
    const { source, subject, position } = binding('KZ', MENTION, version, null);
    return { source, subject, version, position };
  };
  await inTransaction(dataSource, (tx) =>
    applyBindings(tx, [binding('KZ', MENTION, 2, null), binding('KZ', MENTION, 3, CASE)], [tombstone(2)]),
  );
  expect(await bindings()).toMatchObject([{ version: 3, case_ref: CASE }]);
  await inTransaction(dataSource, (tx) => applyBindings(tx, [binding('KZ', MENTION, 2, null)], [tombstone(2)]));
  expect(await bindings()).toMatchObject([{ version: 3 }]);
  await inTransaction(dataSource, (tx) => applyBindings(tx, [], [tombstone(3)]));
  expect(await bindings()).toEqual([]);
});

test('a mention of one country says nothing about another country’s mention of the same reference', async () => {
  await inTransaction(dataSource, async (tx) => {
    await applyBindings(tx, [binding('KZ', MENTION, 1, CASE)], []);
    await applyBindings(tx, [binding('UZ', MENTION, 1, null)], []);
  });
  expect(await bindings()).toHaveLength(2);
});
