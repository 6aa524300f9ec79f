import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createDataSource, migrate } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import { nationalMigrations } from './index.js';
import { RecordsOfOrganisations1767227340000 } from './records-of-organisations.js';

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await testDatabase('record-ids');
  const before = nationalMigrations.filter((migration) => migration !== RecordsOfOrganisations1767227340000);
  await migrate({ ...database, migrations: before });
  dataSource = createDataSource({ url: database.url, poolSize: 2, applicationName: 'spec' });
  await dataSource.initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

async function enter(organisation: string, recordId: string): Promise<string> {
  const [caseRef, personRef] = [randomUUID(), randomUUID()];
  await dataSource.query('INSERT INTO register.organisation (code) VALUES ($1) ON CONFLICT DO NOTHING', [organisation]);
  await dataSource.query('INSERT INTO register.person (person_ref) VALUES ($1)', [personRef]);
  await dataSource.query(
    `INSERT INTO register.episode (case_ref, record_id, organisation, person_ref, registered_on, content_mac, facts,
            k0, k1, k2, k3, k4, k5, k6, status, coded)
     VALUES ($1, $2, $3, $4, '2024-03-05', '', '{}', '', '', '', '', '', '', '', 'OPEN', '{}')`,
    [caseRef, recordId, organisation, personRef],
  );
  return caseRef;
}

test('a register that is in use keeps every case, and its ids are unique within an organisation from then on', async () => {
  const held = [await enter('KZ-NGO-01', 'KZ-A001'), await enter('KZ-MVD-01', 'KZ-B001')];
  await expect(enter('KZ-MVD-01', 'KZ-A001')).rejects.toMatchObject({ code: '23505' });
  expect(await migrate({ ...database, migrations: nationalMigrations })).toEqual([
    RecordsOfOrganisations1767227340000.name,
  ]);
  const second = await enter('KZ-MVD-01', 'KZ-A001');
  await expect(enter('KZ-MVD-01', 'KZ-A001')).rejects.toMatchObject({ code: '23505' });
  await expect(enter('KZ-NGO-01', 'KZ-A001')).rejects.toMatchObject({ code: '23505' });
  const rows = await dataSource.query<{ case_ref: string }[]>('SELECT case_ref FROM register.episode');
  expect(rows.map((row) => row.case_ref).sort()).toEqual([...held, second].sort());
});
