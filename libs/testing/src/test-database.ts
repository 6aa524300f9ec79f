import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { provisionDatabase, type ReaderRole } from '#persistence';
import { newPassword } from './infrastructure/kafka-identity.js';
import { postgresAccess } from './test-infrastructure-client.js';

/** A fresh, empty database of one spec, with its two roles. */
export interface TestDatabase {
  readonly name: string;
  /** The super user, connected to this database. */
  readonly adminUrl: string;
  /** The role that owns the schema and runs migrations. */
  readonly ownerUrl: string;
  /** The role that a service runs as: no DDL. */
  readonly url: string;
  readonly serviceRole: string;
  /** Ends every session on it and deletes database and roles. */
  drop(): Promise<void>;
}

/**
 * Makes a database on the run's PostgreSQL (or on `DATABASE_URL`'s), as a deployment gets it.
 * @param name part of the database's name, for reading logs; lower case letters, digits, underscores
 */
export async function testDatabase(name = 'test', readers: readonly ReaderRole[] = []): Promise<TestDatabase> {
  const server = (await postgresAccess()).adminUrl;
  const database = `t_${name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '_')
    .slice(0, 30)}_${randomBytes(4).toString('hex')}`;
  const passwords = { ownerPassword: newPassword(), servicePassword: newPassword() };
  const { ownerUrl, url, ownerRole, serviceRole } = await provisionDatabase(server, {
    database,
    readers,
    ...passwords,
  });
  const adminUrl = new URL(server);
  adminUrl.pathname = `/${database}`;
  const roles = [ownerRole, serviceRole, ...readers.map(({ role }) => role)];
  return {
    name: database,
    adminUrl: adminUrl.href,
    ownerUrl,
    url,
    serviceRole,
    drop: () => drop(server, database, roles),
  };
}

async function drop(server: string, database: string, roles: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    for (const role of roles) await client.query(`DROP ROLE IF EXISTS ${role}`);
  } finally {
    await client.end();
  }
}
