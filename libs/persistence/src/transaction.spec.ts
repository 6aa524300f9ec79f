import { inspect } from 'node:util';
import { testDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { bigintArray, byteaArray, integerArray } from './binary-array.js';
import { createDataSource } from './data-source.js';
import { inTransaction } from './transaction.js';

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await testDatabase('transaction');
  // One connection: what is prepared is prepared for it.
  dataSource = await createDataSource({ url: database.url, poolSize: 1, applicationName: 'spec' }).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

test('arrays in binary form arrive as they are, empty ones and nulls included', async () => {
  const eight = Buffer.from('ff0102030405060708', 'hex');
  const SENT = `
    SELECT $1::integer[] AS integers, array_length($2::integer[], 1) AS none,
           (SELECT array_agg(to_hex(one) ORDER BY place) FROM unnest($3::bigint[]) WITH ORDINALITY AS sent (one, place)) AS bigints,
           (SELECT array_agg(encode(one, 'hex') ORDER BY place) FROM unnest($4::bytea[]) WITH ORDINALITY AS sent (one, place)) AS bytes`;
  const parameters = [
    integerArray([0, -1, 2 ** 31 - 1, -(2 ** 31)]),
    integerArray([]),
    bigintArray([0, 1].map((at) => ({ bytes: eight, at }))),
    byteaArray([Buffer.from([0, 255]), null, Buffer.alloc(0)]),
  ];
  expect(await inTransaction(dataSource, (tx) => tx.rows(SENT, parameters))).toEqual([
    {
      ...{ integers: [0, -1, 2 ** 31 - 1, -(2 ** 31)], none: null },
      ...{ bigints: ['ff01020304050607', '102030405060708'], bytes: ['00ff', null, ''] },
    },
  ]);
});

describe('a transaction that prepares its statements', () => {
  const PREPARED = `SELECT statement, generic_plans + custom_plans AS runs FROM pg_prepared_statements`;
  const ASKED = 'SELECT $1::integer + 1 AS next';

  test('has each prepared once for the connection and gets the same rows; another one does not prepare', async () => {
    for (const n of [1, 2, 3]) {
      await inTransaction(dataSource, async (tx) => {
        tx.prepareStatements();
        expect(await tx.rows(ASKED, [n])).toEqual([{ next: n + 1 }]);
      });
    }
    await inTransaction(dataSource, (tx) => tx.rows('SELECT $1::integer AS unprepared', [1]));
    expect(await dataSource.query(PREPARED)).toEqual([{ statement: ASKED, runs: '3' }]);
  });

  test('tells no value of a statement that fails', async () => {
    const failed = inTransaction(dataSource, (tx) => {
      tx.prepareStatements();
      return tx.rows('SELECT $1::text::integer', ['Canary-7731']);
    });
    const error: unknown = await failed.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'StatementFailed', code: '22P02' });
    expect(inspect(error, { depth: 10 })).not.toContain('Canary');
  });
});
