import { inTransaction } from '#persistence';
import { TestNational } from '../national.testing.js';
import { NGO, registeredCase } from './care-fixture.testing.js';
import { forgetCare } from './forget-care.js';

let national: TestNational;
beforeAll(async () => {
  national = await TestNational.start('KZ', () => new Date('2024-03-20T09:00:00Z'));
});
afterAll(() => national.stop());

const ENTRIES: [string, object][] = [
  ['services', { service: 'Legal', agreed: true, given_on: '2024-03-06', funding: 'MIXED' }],
  ['assessments', { taken_on: '2024-03-06', review_on: '2024-04-06', risk: 'LOW', needs: [], services: [] }],
  ['penalisations', { kind: 'ENTRY_BAN', imposed_on: '2024-03-06' }],
  ['entitlements', { kind: 'WORK_PERMIT', granted_on: '2024-03-06' }],
  ['returns', { kind: 'ENFORCED', returned_on: '2024-03-06' }],
  ['reflection/extensions', { days: 3 }],
];

/** Tables of care and reflection that name the case, with how many rows do. */
async function rowsOf(caseRef: string): Promise<Record<string, number>> {
  const tables = await national.rows<{ name: string }>(
    `SELECT table_schema || '.' || table_name AS name FROM information_schema.columns
      WHERE column_name = 'case_ref' AND table_schema IN ('care', 'reflection') ORDER BY 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await national.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${name} WHERE case_ref = $1`, [
      caseRef,
    ]);
    counts[name] = row?.n ?? 0;
  }
  return counts;
}

test('nothing of an erased person’s care stays, in no table that names the case; others keep theirs', async () => {
  const [erased, other] = [await registeredCase(national), await registeredCase(national)];
  for (const caseRef of [erased, other]) {
    for (const [path, body] of ENTRIES) {
      expect((await national.post(NGO, `/v1/cases/${caseRef}/${path}`).send(body)).status).toBe(200);
    }
  }
  const before = await rowsOf(other);
  expect(Object.values(before)).toEqual(Object.values(before).map(() => 1));
  await inTransaction(national.dataSource, (tx) => forgetCare(tx, erased));
  expect(Object.values(await rowsOf(erased)).every((rows) => rows === 0)).toBe(true);
  expect(await rowsOf(other)).toEqual(before);
});
