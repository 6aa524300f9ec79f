import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { CONSENT_PURPOSE, type ConsentDecision, type ConsentPurpose } from '#contracts';
import { consentState, filledCells } from '#domain';
import { createDataSource, migrate } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import { rolledBack } from '../../anonymisation/national-fixture.testing.js';
import { storeCase, storeConsent } from '../../anonymisation/register-fixture.testing.js';
import { nationalMigrations } from '../../migrations/index.js';
import { countTable } from './count-table.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`consents: fast-check seed ${seed} (FC_SEED)\n`));

let db: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  db = await testDatabase('consent_figures');
  await migrate({ ...db, migrations: nationalMigrations });
  dataSource = await createDataSource({ url: db.url, poolSize: 2, applicationName: 'spec' }).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await db.drop();
});

const QUARTER = { name: '2022-Q2', firstDay: '2022-04-01', nextDay: '2022-07-01', months: [] };

const entry = fc.record({
  purpose: fc.constantFrom<ConsentPurpose>('CROSS_BORDER_MATCH', 'RETURN_ARRANGEMENT'),
  decision: fc.constantFrom<ConsentDecision>('GIVEN', 'REFUSED', 'WITHDRAWN', 'NOT_ASKED'),
  decidedAt: fc.option(fc.constantFrom('2022-04-10', '2022-05-05', '2022-06-30', '2022-07-01', '2023-01-01')),
});
const episode = fc.record({
  registeredOn: fc.constantFrom('2022-03-31', '2022-04-01', '2022-06-30', '2022-07-01'),
  entries: fc.array(entry, { maxLength: 6 }),
});

test('CONSENTS in SQL is the rule of the domain over what had been decided by the end of the period', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(episode, { maxLength: 8 }), async (episodes) => {
      const cells = await rolledBack(dataSource, async (tx) => {
        for (const { registeredOn, entries } of episodes) {
          const { caseRef } = await storeCase(tx, { registeredOn, consents: [] });
          for (const { purpose, decision, decidedAt } of entries) {
            await storeConsent(tx, caseRef, purpose, decision, decidedAt === null ? null : `${decidedAt}T00:00:00Z`);
          }
        }
        return countTable(tx, 'CONSENTS', QUARTER);
      });
      const counts = new Map<string, number>();
      for (const { entries } of episodes.filter(
        (one) => one.registeredOn >= '2022-04-01' && one.registeredOn < '2022-07-01',
      )) {
        const known = entries.filter(({ decidedAt }) => decidedAt === null || decidedAt < '2022-07-01');
        for (const purpose of CONSENT_PURPOSE) {
          const key = `${purpose}|${consentState(known, purpose)}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
      }
      const expected = [...counts].map(([key, value]) => ({ codes: key.split('|'), value }));
      expect(cells).toEqual(filledCells('CONSENTS', expected));
    }),
    { seed, numRuns: 60 },
  );
});
