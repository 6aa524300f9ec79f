import { inspect } from 'node:util';
import { testDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';
import { migrate } from './migrate.js';
import { violatedConstraint } from './statement-failed.js';
import { inTransaction } from './transaction.js';
import { isRepeatable, isTransient } from './transient.js';

class CreatePerson1700000000000 {
  readonly name = 'CreatePerson1700000000000';
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query('CREATE SCHEMA s');
    await runner.query('CREATE TABLE s.person (name text CONSTRAINT one_name UNIQUE, born date)');
  }
  async down(): Promise<void> {}
}

const CANARY = 'Айгүл-Canary-7731';
let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await testDatabase('errors');
  await migrate({
    ownerUrl: database.ownerUrl,
    migrations: [CreatePerson1700000000000],
    serviceRole: database.serviceRole,
  });
  dataSource = await createDataSource({ url: database.url, poolSize: 2, applicationName: 'errors-spec' }).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

async function failure(work: () => Promise<unknown>): Promise<unknown> {
  return work().then(
    () => {
      throw new Error('did not fail');
    },
    (error: unknown) => error,
  );
}

test.each([
  ['a transaction', (sql: string, p: unknown[]) => inTransaction(dataSource, (tx) => tx.rows(sql, p))],
  ['the data source', (sql: string, p: unknown[]) => dataSource.query(sql, p)],
  ['the entity manager', (sql: string, p: unknown[]) => dataSource.manager.query(sql, p)],
])('an error through %s holds no value, in whatever way it is printed', async (_path, run) => {
  await dataSource.query('DELETE FROM s.person');
  await dataSource.query('INSERT INTO s.person (name) VALUES ($1)', [CANARY]);
  const insert = 'INSERT INTO s.person (name, born) VALUES ($1, $2)';
  for (const parameters of [
    [CANARY, null],
    ['other', CANARY],
  ]) {
    const error = await failure(() => run(insert, parameters));
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(CANARY);
    expect(JSON.stringify(error)).not.toContain(CANARY);
  }
});

test('an error names the constraint, so that a use case can answer it', async () => {
  await dataSource.query('DELETE FROM s.person');
  const insert = () => dataSource.query('INSERT INTO s.person (name) VALUES ($1)', ['x']);
  await insert();
  const error = await failure(insert);
  expect(violatedConstraint(error)).toBe('one_name');
  expect(error).toMatchObject({ code: '23505', schema: 's', table: 'person' });
  expect((error as Error).message).toBe('statement failed: 23505 at s.person (constraint one_name)');
});

test('a session that the server ended is transient but not safe to repeat blindly', async () => {
  const error = await failure(() =>
    inTransaction(dataSource, async (tx) => {
      const [row] = await tx.rows<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await dataSource.query('SELECT pg_terminate_backend($1)', [row?.pid]);
      await tx.rows('SELECT pg_sleep(5)');
    }),
  );
  expect(isTransient(error)).toBe(true);
  expect(isRepeatable(error)).toBe(false);
  expect(await dataSource.query('SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
});

test('a server that is not there is transient', async () => {
  const nowhere = createDataSource({ url: 'postgres://a:b@127.0.0.1:1/x', poolSize: 1, applicationName: 'nowhere' });
  expect(isTransient(await failure(() => nowhere.initialize()))).toBe(true);
});

test.each([
  ['23505', false],
  ['22P02', false],
  ['08006', true],
  ['57P01', true],
  ['57P03', true],
  ['53300', true],
  ['40001', true],
  ['57014', false],
])('SQLSTATE %s is transient: %s', (code, transient) => {
  expect(isTransient(Object.assign(new Error('x'), { driverError: { code } }))).toBe(transient);
});
