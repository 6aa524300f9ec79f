import fc from 'fast-check';
import { inTransaction } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { emptyState, migrated } from '../testing/database.testing.js';
import { region } from '../testing/region.testing.js';
import { streamsOf } from '../testing/streams.testing.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await testDatabase('cases');
  dataSource = await migrated(database);
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

interface StoredDecision {
  readonly source: string;
  readonly case_ref: string;
  readonly year: number;
  readonly quarter: number | null;
}

test('decisions are stored as the case has them in the end: a coarser level takes their quarters, in whatever chunks it is read', async () => {
  let quartersGone = 0;
  await fc.assert(
    fc.asyncProperty(region, fc.integer({ min: 1, max: 9 }), async (told, chunk) => {
      await emptyState(dataSource);
      for (const stream of streamsOf(told)) {
        for (let from = 0; from < stream.length; from += chunk) {
          const to = Math.min(from + chunk, stream.length);
          await inTransaction(dataSource, (tx) => stream.apply(tx, from, to));
        }
      }
      const rows = await dataSource.query<StoredDecision[]>(
        'SELECT source, case_ref, year, quarter FROM aggregator.case_decision ORDER BY source, case_ref, version',
      );
      const stored = rows.map(({ source, case_ref, year, quarter }) => `${source} ${case_ref} ${year} ${quarter}`);
      const expected = told.cases
        .filter(({ state }) => state.status !== 'ERASED')
        .flatMap(({ source, caseRef, state }) =>
          state.decisions.map(
            ({ decidedyear, decidedquarter }) =>
              `${source} ${caseRef} ${decidedyear} ${decidedquarter?.at(-1) ?? 'null'}`,
          ),
        );
      expect(stored.sort()).toEqual(expected.sort());
      quartersGone += told.cases.filter(({ events, state }) => {
        const had = events.some((e) => e.type === 'kerege.case.decided.v1' && e.data.decidedquarter !== undefined);
        return had && state.decisions.some((d) => d.decidedquarter === undefined);
      }).length;
    }),
    { numRuns: 60, verbose: 1 },
  );
  expect(quartersGone).toBeGreaterThan(0);
});
