import { testDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';
import { migrate } from './migrate.js';
import { retryingTransaction } from './retrying-transaction.js';
import type { Transaction } from './transaction.js';
import { errorCode } from './transient.js';

class CreateAccount1700000000000 {
  readonly name = 'CreateAccount1700000000000';
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query('CREATE SCHEMA bank');
    await runner.query('CREATE TABLE bank.account (name text PRIMARY KEY, balance integer NOT NULL)');
    await runner.query('CREATE TABLE bank.note (writer text NOT NULL)');
  }
  async down(): Promise<void> {}
}

/** Resolves for all callers once `parties` have called. */
function barrier(parties: number): () => Promise<void> {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let waiting = 0;
  return () => {
    waiting += 1;
    if (waiting >= parties) open();
    return opened;
  };
}

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await testDatabase('retry');
  const { ownerUrl, serviceRole } = database;
  await migrate({ ownerUrl, migrations: [CreateAccount1700000000000], serviceRole });
  dataSource = createDataSource({ url: database.url, poolSize: 4, applicationName: 'retry-spec' });
  await dataSource.initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});
beforeEach(async () => {
  await dataSource.query('DELETE FROM bank.note');
  await dataSource.query('DELETE FROM bank.account');
  await dataSource.query("INSERT INTO bank.account VALUES ('a', 100), ('b', 100)");
});

const take = (tx: Transaction, name: string) =>
  tx.run('UPDATE bank.account SET balance = balance - 1 WHERE name = $1', [name]);
const note = (tx: Transaction, writer: string) => tx.run('INSERT INTO bank.note VALUES ($1)', [writer]);
const notes = async () =>
  (await dataSource.query<{ writer: string }[]>('SELECT writer FROM bank.note ORDER BY 1')).map((row) => row.writer);

test('a deadlock (40P01) repeats the whole transaction, from its first statement, and nothing is lost or done twice', async () => {
  const bothHoldOne = barrier(2);
  const retries: (string | undefined)[] = [];
  const runs = new Map<string, number>();
  const transfer = (writer: string, first: string, second: string) =>
    retryingTransaction(
      dataSource,
      async (tx) => {
        runs.set(writer, (runs.get(writer) ?? 0) + 1);
        await note(tx, writer);
        await take(tx, first);
        // The second run passes at once: the barrier stays open.
        await bothHoldOne();
        await take(tx, second);
      },
      { onRetry: (error) => retries.push(errorCode(error)) },
    );

  await Promise.all([transfer('one', 'a', 'b'), transfer('two', 'b', 'a')]);

  expect(retries).toEqual(['40P01']);
  expect([...runs.values()].reduce((sum, count) => sum + count)).toBe(3);
  // The loser's first statement was rolled back and repeated: one note each, two withdrawals from each account.
  expect(await notes()).toEqual(['one', 'two']);
  expect(await dataSource.query('SELECT balance FROM bank.account')).toEqual([{ balance: 98 }, { balance: 98 }]);
});

test('a serialization failure (40001) repeats the whole transaction on fresh data', async () => {
  const bothHaveRead = barrier(2);
  const retries: (string | undefined)[] = [];
  const withdrawIfRich = (writer: string) =>
    retryingTransaction(
      dataSource,
      async (tx) => {
        await tx.run('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE');
        const [row] = await tx.rows<{ sum: string }>('SELECT sum(balance) FROM bank.account');
        await bothHaveRead();
        if (Number(row?.sum) < 200) return;
        await note(tx, writer);
        await tx.run('UPDATE bank.account SET balance = balance - 60 WHERE name = $1', [writer]);
      },
      { onRetry: (error) => retries.push(errorCode(error)) },
    );

  await Promise.all([withdrawIfRich('a'), withdrawIfRich('b')]);

  expect(retries).toEqual(['40001']);
  // Only one may withdraw: the repetition saw the other's withdrawal and stopped.
  expect(await notes()).toHaveLength(1);
});

test('another error is not repeated', async () => {
  let runs = 0;
  const work = async (tx: Transaction) => {
    runs += 1;
    await tx.run("INSERT INTO bank.account VALUES ('a', 1)");
  };
  await expect(retryingTransaction(dataSource, work)).rejects.toMatchObject({ code: '23505' });
  expect(runs).toBe(1);
});

test('it gives up after the stated number of tries with the last error', async () => {
  let runs = 0;
  const work = async (tx: Transaction) => {
    runs += 1;
    await tx.run("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$");
  };
  await expect(retryingTransaction(dataSource, work, { attempts: 3, delayMs: 1 })).rejects.toMatchObject({
    code: '40001',
  });
  expect(runs).toBe(3);
});
