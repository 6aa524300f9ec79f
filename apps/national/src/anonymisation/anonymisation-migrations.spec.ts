import type { DataSource } from 'typeorm';
import { createDataSource } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import { anonymisationMigrations } from './anonymisation-migrations.js';
import { casePublisher, nationalDatabase, outboxRows, rolledBack } from './national-fixture.testing.js';
import { storeCase, storeDecision } from './register-fixture.testing.js';

let db: TestDatabase;
let service: DataSource;
let owner: DataSource;
beforeAll(async () => {
  db = await testDatabase('told_decisions');
  service = await nationalDatabase(db);
  owner = await createDataSource({ url: db.ownerUrl, poolSize: 1, applicationName: 'spec' }).initialize();
});
afterAll(async () => {
  await owner.destroy();
  await service.destroy();
  await db.drop();
});

test('a register of before, which knew only how many decisions had left, tells none of them again', async () => {
  const told = anonymisationMigrations.find(({ name }) => name.startsWith('ToldDecisions'));
  if (told === undefined) throw new Error('no such migration');
  const rows = await rolledBack(owner, async (tx) => {
    const alike = [await storeCase(tx), await storeCase(tx), await storeCase(tx)];
    const alone = await storeCase(tx, { consents: [] });
    const caseRefs = [...alike, alone].map(({ caseRef }) => caseRef);
    for (const caseRef of caseRefs) {
      await storeDecision(tx, caseRef, 'ActualVictimOfTrafficking', 'InternationalOrganisation', '2022-06-01');
      await storeDecision(tx, caseRef, 'NotAVictimOfTrafficking', 'CourtOrProsecution', '2022-11-30');
    }
    await casePublisher().bringUpToDate(tx, caseRefs);
    const before = await outboxRows(tx);
    const runner = { query: (sql: string) => tx.run(sql) } as never;
    await new told().down(runner);
    await new told().up(runner);
    expect(await casePublisher().bringUpToDate(tx, caseRefs)).toMatchObject({ events: 0, problems: {} });
    return before;
  });
  expect(rows.map(({ type }) => type.split('.')[2])).toContain('decided');
  expect(rows.filter(({ data }) => data?.['decidedquarter'] === '2022-Q4')).toHaveLength(3);
});
