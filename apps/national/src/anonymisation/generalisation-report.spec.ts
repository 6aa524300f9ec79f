import type { DataSource } from 'typeorm';
import { LADDER_HASH } from '#domain';
import { testDatabase, type TestDatabase } from '#testing';
import { generalisationReport } from './generalisation-report.js';
import { casePublisher, nationalDatabase, POLICY, rolledBack } from './national-fixture.testing.js';
import { storeCase, storeDecision } from './register-fixture.testing.js';

let db: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  db = await testDatabase('report');
  dataSource = await nationalDatabase(db);
});
afterAll(async () => {
  await dataSource.destroy();
  await db.drop();
});

test('the report counts levels, smallest groups, withheld attributes, decisions that narrow, and cases held back', async () => {
  const report = await rolledBack(dataSource, async (tx) => {
    const alike = [await storeCase(tx), await storeCase(tx), await storeCase(tx), await storeCase(tx)];
    const alone = await storeCase(tx, { registeredOn: '2019-01-01' });
    const bad = await storeCase(tx);
    await tx.run(`UPDATE register.episode SET k6 = 'x' WHERE case_ref = $1`, [bad.caseRef]);
    const [first, second] = alike;
    if (!first || !second) throw new Error('no case');
    await storeDecision(tx, first.caseRef, 'ActualVictimOfTrafficking', 'Police', '2022-06-01');
    await storeDecision(tx, second.caseRef, 'ActualVictimOfTrafficking', 'NGO', '2022-06-01');
    await casePublisher().bringUpToDate(
      tx,
      [...alike, alone, bad].map((c) => c.caseRef),
    );
    return generalisationReport(tx, POLICY);
  });
  expect(report).toMatchObject({
    anonymizationprofile: LADDER_HASH,
    policyversion: 'kz-2026-1',
    k: 3,
    windowMonths: 24,
  });
  expect(report.levels).toHaveLength(8);
  expect(report.levels[0]).toEqual({ level: 0, cases: 4, smallestGroup: 5 });
  expect(report.levels[3]).toEqual({ level: 3, cases: 0, smallestGroup: null });
  expect(report.levels[7]).toEqual({ level: 7, cases: 1, smallestGroup: 1 });
  expect(report).toMatchObject({ fewerThanK: 0, lastRungFewerThanK: 1, problems: { 'tuple-keys-differ': 1 } });
  // Police and NGO each decided one; the two undecided ones stand with the one that is held back.
  expect(report.fewerThanKWithDecision).toEqual({ whenLevelled: 2, now: 2 });
  expect(report.withheld).toMatchObject({ sex: 1, age: 1, citizenship: 1, exploitation: 1, registered: 0 });
});
