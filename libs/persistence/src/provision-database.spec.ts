import pg from 'pg';
import { testDatabase, type TestDatabase } from '#testing';
import { migrate } from './migrate.js';
import { provisionDatabase } from './provision-database.js';

class CreateRegister1700000000000 {
  readonly name = 'CreateRegister1700000000000';
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query('CREATE SCHEMA register');
    await runner.query('CREATE TABLE register.person (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n text)');
    await runner.query('CREATE TABLE register.audit (entry text)');
    await runner.query('CREATE SCHEMA IF NOT EXISTS reporting');
    await runner.query('CREATE VIEW reporting.persons AS SELECT count(*) AS persons FROM register.person');
  }
  async down(): Promise<void> {}
}

let database: TestDatabase;
let reader: { role: string; password: string; schemas: string[] };

beforeAll(async () => {
  reader = { role: `t_reader_${Date.now()}`, password: 'reader-password', schemas: ['reporting'] };
  database = await testDatabase('provision', [reader]);
  const { ownerUrl, serviceRole } = database;
  await migrate({ ownerUrl, migrations: [CreateRegister1700000000000], serviceRole });
});
afterAll(() => database.drop());

async function as<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
const readerUrl = () => {
  const url = new URL(database.url);
  url.username = reader.role;
  url.password = reader.password;
  return url.href;
};

test.each([
  ['create a schema', 'CREATE SCHEMA mine'],
  ['create a table in the migrated schema', 'CREATE TABLE register.mine (a integer)'],
  ['create a table in public', 'CREATE TABLE public.mine (a integer)'],
  ['create a temporary table', 'CREATE TEMPORARY TABLE mine (a integer)'],
  ['alter a table', 'ALTER TABLE register.person ADD COLUMN b text'],
  ['add an index', 'CREATE INDEX ON register.person (n)'],
  ['drop a table', 'DROP TABLE register.person'],
  ['truncate a table', 'TRUNCATE register.person'],
  ['create a function', 'CREATE FUNCTION register.f() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$'],
  ['create an extension', 'CREATE EXTENSION pgcrypto SCHEMA register'],
  ['create a role', 'CREATE ROLE mine'],
  ['create a database', 'CREATE DATABASE mine'],
  ['become the owner', 'SET ROLE CURRENT_OWNER'],
  ['read the bookkeeping of migrations', 'SELECT * FROM migration.applied'],
  ['read a file of the server', "SELECT pg_read_file('PG_VERSION')"],
])('the service role cannot %s', async (_what, sql) => {
  const statement = sql.replace('CURRENT_OWNER', `${database.serviceRole}_owner`);
  await as(database.url, (client) => expect(client.query(statement)).rejects.toMatchObject({ code: '42501' }));
});

test('the service role works on rows of what the owner created', async () => {
  await as(database.url, async (client) => {
    await client.query("INSERT INTO register.person (n) VALUES ('x'), ('y')");
    await client.query("UPDATE register.person SET n = 'z' WHERE n = 'x'");
    await client.query("DELETE FROM register.person WHERE n = 'y'");
    expect((await client.query('SELECT n FROM register.person')).rows).toEqual([{ n: 'z' }]);
  });
});

test('the service role can connect to no other service’s database', async () => {
  const other = await testDatabase('other');
  try {
    const url = new URL(database.url);
    url.pathname = new URL(other.url).pathname;
    await expect(as(url.href, () => Promise.resolve())).rejects.toMatchObject({ code: '42501' });
  } finally {
    await other.drop();
  }
});

test('a reader sees its schemas and nothing else, and changes nothing', async () => {
  await as(readerUrl(), async (client) => {
    expect((await client.query('SELECT * FROM reporting.persons')).rows).toHaveLength(1);
    await expect(client.query('SELECT * FROM register.person')).rejects.toMatchObject({ code: '42501' });
    await expect(client.query('CREATE TABLE reporting.mine (a integer)')).rejects.toMatchObject({ code: '42501' });
  });
});

test('the server logs neither values nor failed statements of this database', async () => {
  const names = ['log_error_verbosity', 'log_parameter_max_length', 'log_parameter_max_length_on_error'];
  const settings = await as(database.url, async (client) => {
    const { rows } = await client.query<{ name: string; setting: string }>(
      'SELECT name, setting FROM pg_settings WHERE name = ANY ($1) OR name LIKE $2',
      [names, 'log_min_%'],
    );
    return Object.fromEntries(rows.map((row) => [row.name, row.setting]));
  });
  expect(settings).toMatchObject({
    log_error_verbosity: 'terse',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_min_error_statement: 'panic',
    log_min_messages: 'fatal',
  });
});

test('provisioning again keeps data and sets the given passwords', async () => {
  const admin = new URL(database.adminUrl);
  const again = await provisionDatabase(admin.href, {
    database: database.name,
    ownerPassword: 'second-owner-password',
    servicePassword: 'p@ss/word:with?signs',
    readers: [reader],
  });
  await as(again.url, async (client) => {
    expect((await client.query('SELECT count(*)::integer AS n FROM register.person')).rows).toEqual([{ n: 1 }]);
  });
});

test('a name that is not plain is refused before it reaches a statement', async () => {
  const options = { database: 'x; DROP DATABASE postgres', ownerPassword: 'a', servicePassword: 'b' };
  await expect(provisionDatabase(database.adminUrl, options)).rejects.toThrow('invalid database');
});
