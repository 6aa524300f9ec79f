import { TestNational } from '../national.testing.js';

let national: TestNational;
beforeAll(async () => {
  national = await TestNational.start();
});
afterAll(() => national.stop());

async function plan(sql: string): Promise<string> {
  const rows = await national.rows<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

test('the cases of one organisation are found in the only index that begins with it', async () => {
  const rows = await national.rows<{ name: string }>(
    `SELECT indexname AS name FROM pg_indexes WHERE tablename = 'episode' AND indexdef LIKE '%(organisation%'`,
  );
  expect(rows).toEqual([{ name: 'episode_record' }]);
  const cases = `SELECT case_ref FROM register.episode WHERE organisation = 'KZ-NGO-01' AND status <> 'ERASED'`;
  expect(await plan(cases)).toContain('episode_record');
});
