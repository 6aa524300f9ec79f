import pg from 'pg';
import { scramVerifier } from './scram-verifier.js';

/** A role that may only read some schemas of the database, such as the one behind the regional read API. */
export interface ReaderRole {
  readonly role: string;
  readonly password: string;
  readonly schemas: readonly string[];
}

export interface ProvisionOptions {
  /** Also the service role's name; the owner role is `<database>_owner`. Lower case letters, digits, underscores. */
  readonly database: string;
  readonly ownerPassword: string;
  readonly servicePassword: string;
  readonly readers?: readonly ReaderRole[];
}

export interface ProvisionedDatabase {
  readonly ownerRole: string;
  readonly serviceRole: string;
  readonly ownerUrl: string;
  readonly url: string;
}

/** PostgreSQL cuts longer names in silence; `_owner` is appended. */
const NAME = /^[a-z][a-z0-9_]{0,56}$/;

/** An error of PostgreSQL prints values: nothing of a failed statement goes to the server's log, only its failure codes reach us. */
const LOG_SETTINGS = {
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_min_error_statement: 'panic',
  log_min_messages: 'fatal',
};

/**
 * Creates a service's database, its owner role (migrations) and its service role (data only: owns nothing, creates
 * nothing, cannot connect anywhere else), or brings existing ones to this state. Repeatable; passwords are set anew.
 * @param adminUrl a superuser's URL to any database of the server (PostgreSQL 15 or newer)
 */
export async function provisionDatabase(adminUrl: string, options: ProvisionOptions): Promise<ProvisionedDatabase> {
  const { database, readers = [] } = options;
  const ownerRole = `${database}_owner`;
  for (const name of [database, ...readers.flatMap((reader) => [reader.role, ...reader.schemas])]) checkName(name);

  await withClient(adminUrl, async (admin) => {
    await login(admin, ownerRole, options.ownerPassword);
    await login(admin, database, options.servicePassword);
    for (const reader of readers) await login(admin, reader.role, reader.password);
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) {
      await admin.query(`CREATE DATABASE ${database} OWNER ${ownerRole} TEMPLATE template0 ENCODING 'UTF8'`);
    }
    await admin.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    const logins = [database, ...readers.map((reader) => reader.role)];
    await admin.query(`GRANT CONNECT ON DATABASE ${database} TO ${logins.join(', ')}`);
    for (const [setting, value] of Object.entries(LOG_SETTINGS)) {
      await admin.query(`ALTER DATABASE ${database} SET ${setting} = '${value}'`);
    }
  });
  await withClient(urlOf(adminUrl, database), async (admin) => {
    await admin.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await grantInFuture(admin, ownerRole, database);
    for (const reader of readers) await grantReading(admin, ownerRole, reader);
  });

  return {
    ownerRole,
    serviceRole: database,
    ownerUrl: urlOf(adminUrl, database, ownerRole, options.ownerPassword),
    url: urlOf(adminUrl, database, database, options.servicePassword),
  };
}

/** Takes every right on a database, connecting included, from roles that were not given it by name. Repeatable. */
export async function closeToPublic(adminUrl: string, database: string): Promise<void> {
  checkName(database);
  await withClient(
    adminUrl,
    async (admin) => void (await admin.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`)),
  );
}

async function login(admin: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const attributes = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
  const secret = admin.escapeLiteral(scramVerifier(password));
  await admin.query(`${rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${role} ${attributes} PASSWORD ${secret}`);
}

/** What the owner creates from now on is usable by the service; a migration can still take rights away for good. */
async function grantInFuture(admin: pg.Client, owner: string, service: string): Promise<void> {
  const defaults = `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner}`;
  await admin.query(`${defaults} GRANT USAGE ON SCHEMAS TO ${service}`);
  await admin.query(`${defaults} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${service}`);
  await admin.query(`${defaults} GRANT USAGE ON SEQUENCES TO ${service}`);
}

async function grantReading(admin: pg.Client, owner: string, reader: ReaderRole): Promise<void> {
  for (const schema of reader.schemas) {
    await admin.query(`CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${owner}`);
    await admin.query(`GRANT USAGE ON SCHEMA ${schema} TO ${reader.role}`);
    await admin.query(`GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${reader.role}`);
    await admin.query(
      `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${schema} GRANT SELECT ON TABLES TO ${reader.role}`,
    );
  }
}

function checkName(name: string): void {
  if (!NAME.test(name)) throw new Error(`invalid database, role or schema name: ${JSON.stringify(name)}`);
}

function urlOf(adminUrl: string, database: string, role?: string, password?: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (role !== undefined) url.username = role;
  if (password !== undefined) url.password = encodeURIComponent(password);
  return url.href;
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'kerege-provision' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
