import fc from 'fast-check';
import { inTransaction } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { emptyState, migrated } from '../testing/database.testing.js';
import { region } from '../testing/region.testing.js';
import { streamsOf, type StreamOfChunks } from '../testing/streams.testing.js';
import { stateHash } from './state-hash.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await testDatabase('state_hash');
  dataSource = await migrated(database);
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

beforeEach(() => emptyState(dataSource));

/** Applies all logs in chunks: `choices` says which log goes on and with how many records. */
async function applyAll(streams: readonly StreamOfChunks[], choices: readonly { stream: number; size: number }[]) {
  const at = streams.map(() => 0);
  const goOn = async (index: number, size: number) => {
    const stream = streams[index];
    const from = at[index] ?? 0;
    if (stream === undefined || from >= stream.length) return;
    const to = Math.min(stream.length, from + size);
    await inTransaction(dataSource, (tx) => stream.apply(tx, from, to));
    at[index] = to;
  };
  for (const { stream, size } of choices) await goOn(stream % streams.length, size);
  for (const index of streams.keys()) await goOn(index, Number.MAX_SAFE_INTEGER);
}

/** Cases and bindings of three countries, clusters, and the history of referrals: each must be cut into chunks. */
const STREAMS = 8;
const choices = fc.array(fc.record({ stream: fc.nat(STREAMS - 1), size: fc.integer({ min: 1, max: 5 }) }), {
  maxLength: 30,
});

test('the same logs give the same hash for every interleaving and every size of chunk', async () => {
  await fc.assert(
    fc.asyncProperty(region, choices, async (told, order) => {
      const streams = streamsOf(told);
      await emptyState(dataSource);
      await applyAll(streams, []);
      const inOneGo = await stateHash(dataSource);
      await emptyState(dataSource);
      await applyAll(streams, order);
      expect(await stateHash(dataSource)).toEqual(inOneGo);
    }),
    { numRuns: 50, verbose: 1 },
  );
});

test('every row counts: another state has another hash', async () => {
  await fc.assert(
    fc.asyncProperty(region, async (told) => {
      fc.pre(told.cases.length > 0);
      await emptyState(dataSource);
      await applyAll(streamsOf(told), []);
      const whole = await stateHash(dataSource);
      await dataSource.query('DELETE FROM aggregator.case_state WHERE case_ref = $1', [told.cases[0]?.caseRef]);
      expect((await stateHash(dataSource)).stateHash).not.toBe(whole.stateHash);
    }),
    { numRuns: 10 },
  );
});

test('more rows than one fetch are all hashed', async () => {
  await dataSource.query(
    `INSERT INTO aggregator.cluster SELECT gen_random_uuid(), 1, 'STATISTICAL' FROM generate_series(1, 4001)`,
  );
  expect((await stateHash(dataSource)).rows['cluster']).toBe(4001);
});
