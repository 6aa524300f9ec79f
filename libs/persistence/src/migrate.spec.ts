import { testDatabase, type TestDatabase } from '#testing';
import { createDataSource, type MigrationClass } from './data-source.js';
import { migrate } from './migrate.js';

interface Runner {
  query(sql: string): Promise<unknown>;
}
class First1700000000001 {
  readonly name: string = 'First1700000000001';
  async up(runner: Runner): Promise<void> {
    await runner.query('CREATE SCHEMA shop');
    await runner.query('CREATE TABLE shop.item (id integer PRIMARY KEY)');
  }
  async down(): Promise<void> {}
}
class Second1700000000002 {
  readonly name = 'Second1700000000002';
  async up(runner: Runner): Promise<void> {
    await runner.query('CREATE TABLE shop.journal (entry text NOT NULL)');
    await runner.query(`REVOKE UPDATE, DELETE ON shop.journal FROM "${database.serviceRole}"`);
  }
  async down(): Promise<void> {}
}
class Broken1700000000003 {
  readonly name = 'Broken1700000000003';
  async up(runner: Runner): Promise<void> {
    await runner.query('CREATE TABLE shop.half (id integer)');
    await runner.query('CREATE TABLE shop.item (id integer)');
  }
  async down(): Promise<void> {}
}

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase('migrate');
});
afterEach(() => database.drop());

const run = (...migrations: MigrationClass[]) =>
  migrate({ ownerUrl: database.ownerUrl, migrations, serviceRole: database.serviceRole });

async function query<T>(sql: string, url = database.ownerUrl): Promise<T[]> {
  const dataSource = await createDataSource({ url, poolSize: 1, applicationName: 'migrate-spec' }).initialize();
  try {
    return await dataSource.query<T[]>(sql);
  } finally {
    await dataSource.destroy();
  }
}
const tables = async () =>
  (
    await query<{ t: string }>(
      "SELECT relname AS t FROM pg_class WHERE relnamespace = 'shop'::regnamespace AND relkind = 'r' ORDER BY 1",
    )
  ).map((row) => row.t);
const privileges = () =>
  query<{ acl: string }>(
    "SELECT relname, relacl::text AS acl FROM pg_class WHERE relnamespace = 'shop'::regnamespace ORDER BY 1",
  );

test('applying twice changes nothing, and only what is missing is applied', async () => {
  expect(await run(First1700000000001)).toEqual(['First1700000000001']);
  expect(await run(First1700000000001)).toEqual([]);
  expect(await run(First1700000000001, Second1700000000002)).toEqual(['Second1700000000002']);
  const before = await privileges();
  expect(await run(First1700000000001, Second1700000000002)).toEqual([]);
  expect(await privileges()).toEqual(before);
  expect(await tables()).toEqual(['item', 'journal']);
});

test('rights that a migration took from the service stay taken', async () => {
  await run(First1700000000001, Second1700000000002);
  await run(First1700000000001, Second1700000000002);
  await query("INSERT INTO shop.journal VALUES ('x')", database.url);
  await expect(query('DELETE FROM shop.journal', database.url)).rejects.toMatchObject({ code: '42501' });
});

test('a migration that fails leaves nothing of its run behind', async () => {
  await expect(run(First1700000000001, Broken1700000000003)).rejects.toMatchObject({ code: '42P07' });
  expect(await query("SELECT 1 FROM pg_namespace WHERE nspname = 'shop'")).toEqual([]);
});

test('two runs at once apply everything once', async () => {
  const applied = await Promise.all([run(First1700000000001), run(First1700000000001)]);
  expect(applied.flat()).toEqual(['First1700000000001']);
});

test('two migrations of one timestamp are refused before anything is done', async () => {
  class Other1700000000001 extends First1700000000001 {
    override readonly name = 'Other1700000000001';
  }
  await expect(run(First1700000000001, Other1700000000001)).rejects.toThrow(
    'The migrations First1700000000001 and Other1700000000001 have one timestamp.',
  );
  expect(await query("SELECT 1 FROM pg_namespace WHERE nspname IN ('shop', 'migration')")).toEqual([]);
});
