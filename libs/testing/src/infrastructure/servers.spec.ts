import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import pg from 'pg';
import { startKafka } from './kafka-server.js';
import { silentKafka } from './kafka-ready.js';
import { startPostgres } from './postgres-server.js';
import { eventually } from './wait.js';

/** A broker is started, killed and started again, on a machine that may be busy with other specs. Milliseconds. */
jest.setTimeout(180_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kerege-servers-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const isRoot = process.getuid?.() === 0;

async function query<T extends object>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

describe('PostgreSQL', () => {
  test('runs below a folder that only its owner may enter, and leaves a record of where its data lies', async () => {
    const home = join(folder, 'home');
    mkdirSync(home);
    chmodSync(folder, 0o700);
    const server = await startPostgres({ home });
    const record = join(home, 'postgres');
    try {
      expect(await query(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
      expect(existsSync(join(record, 'PG_VERSION'))).toBe(true);
      if (isRoot) {
        expect(lstatSync(record).isSymbolicLink()).toBe(true);
        expect(readlinkSync(record)).toBe(server.dataFolder);
        expect(server.dataFolder.startsWith(home)).toBe(false);
      }
    } finally {
      await server.remove();
    }
    expect(existsSync(server.dataFolder)).toBe(false);
    expect(existsSync(record)).toBe(false);
  });

  test('a killed server comes back on the same port with what was committed, and a new start goes on with the same store', async () => {
    chmodSync(folder, 0o755);
    const server = await startPostgres({ home: folder });
    const { adminUrl } = server;
    await query(adminUrl, 'create table kept (i int)');
    await query(adminUrl, 'insert into kept values (7)');
    await server.kill();
    expect(server.pid).toBe(0);
    await server.restart();
    expect(await query(adminUrl, 'select i from kept')).toEqual([{ i: 7 }]);
    await server.stop();
    const again = await startPostgres({ home: folder });
    expect(await query(again.adminUrl, 'select i from kept')).toEqual([{ i: 7 }]);
    await again.remove();
  });

  test('neither statements nor values reach its log, whatever fails', async () => {
    const server = await startPostgres({ home: folder });
    const { adminUrl } = server;
    await query(adminUrl, 'create table person (document text primary key, born date)');
    await query(adminUrl, `insert into person values ('CANARY-1', '1990-01-01')`);
    const failing: [string, unknown[]][] = [
      [`insert into person values ('CANARY-1', '1990-01-01')`, []],
      ['insert into person values ($1, $2)', ['CANARY-2', 'CANARY-3']],
      [`select 'CANARY-4'::int`, []],
      [`selekt 'CANARY-5'`, []],
      [`do $$ begin raise exception 'CANARY-6'; end $$`, []],
      [`do $$ begin raise warning 'CANARY-7'; end $$`, []],
    ];
    for (const [sql, values] of failing) await query(adminUrl, sql, values).catch(() => undefined);
    await server.remove();
    expect(readFileSync(join(folder, 'logs', 'postgres.log'), 'utf8')).not.toContain('CANARY');
  });

  test('a killed server comes back although a session of it is still at work', async () => {
    const server = await startPostgres({ home: folder });
    const busy = query(server.adminUrl, 'select count(*) from generate_series(1, 30000000)').catch(() => undefined);
    const atWork = `select pid from pg_stat_activity where state = 'active' and query like 'select count%'`;
    await eventually(async () => (await query(server.adminUrl, atWork)).length > 0, { what: 'the session at work' });
    await server.kill();
    await server.restart();
    expect(await query(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(readFileSync(join(folder, 'logs', 'postgres.log'), 'utf8')).toContain('still in use');
    await busy;
    await server.remove();
  });

  test('sorts the same on every machine', async () => {
    const server = await startPostgres({ home: folder });
    const [locale] = await query(
      server.adminUrl,
      `select pg_encoding_to_char(encoding) as encoding, datlocprovider, datlocale from pg_database where datname = 'postgres'`,
    );
    expect(locale).toEqual({ encoding: 'UTF8', datlocprovider: 'b', datlocale: 'C.UTF-8' });
    await server.remove();
  });
});

describe('Kafka', () => {
  test('a killed broker comes back on the same ports with its users and what was acknowledged', async () => {
    const server = await startKafka({ home: folder, users: { admin: 'a-password-of-admin' } });
    const client = silentKafka(server.brokers, 'admin', 'a-password-of-admin', { retries: 5 });
    const admin = client.admin();
    const producer = client.producer();
    try {
      await admin.connect();
      const kept = { topic: 'kept', numPartitions: 1, replicationFactor: 1 };
      await admin.createTopics({ topics: [kept], waitForLeaders: false });
      await eventually(() => admin.fetchTopicOffsets('kept'), { what: 'the topic to be served' });
      await producer.connect();
      await producer.send({ topic: 'kept', acks: -1, messages: [{ value: 'x' }] });
      const [{ high: before } = { high: '' }] = await admin.fetchTopicOffsets('kept');
      expect(before).toBe('1');
      expect(Number(readFileSync(join(folder, 'kafka.pid'), 'utf8'))).toBe(server.pid);

      await server.kill();
      expect(server.pid).toBe(0);
      await server.restart();
      const high = await eventually(async () => (await admin.fetchTopicOffsets('kept'))[0]?.high, {
        what: 'the topic',
      });
      expect(high).toBe('1');
    } finally {
      await producer.disconnect();
      await admin.disconnect();
      await server.stop();
    }
    expect(existsSync(join(folder, 'kafka.pid'))).toBe(false);
  });

  test('keeps its records below its home, however that is called and whatever the language of the machine is', async () => {
    const home = join(folder, 'Шымкент, two');
    const language = process.env['LC_ALL'];
    process.env['LC_ALL'] = 'C';
    try {
      const server = await startKafka({ home, users: { admin: 'a-password-of-admin' } });
      await server.stop();
    } finally {
      if (language === undefined) delete process.env['LC_ALL'];
      else process.env['LC_ALL'] = language;
    }
    expect(existsSync(join(home, 'kafka', 'log', 'meta.properties'))).toBe(true);
    expect(readdirSync(folder)).toEqual(['Шымкент, two']);
    expect(readdirSync(join(home, 'kafka')).sort()).toEqual(['identity.json', 'log', 'server.properties']);
  });

  test('nobody gets in without a password, neither at the client nor at the controller listener', async () => {
    const server = await startKafka({ home: folder, users: { admin: 'a-password-of-admin' } });
    try {
      const properties = readFileSync(join(folder, 'kafka', 'server.properties'), 'utf8');
      expect(properties).toContain('listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT');
      expect(properties).not.toContain('ANONYMOUS');
      const stranger = silentKafka(server.brokers, 'stranger', 'whatever').admin();
      await expect(stranger.connect()).rejects.toThrow();
    } finally {
      await server.stop();
    }
  });
});

test('servers end when the process that started them is killed', async () => {
  const script = join(import.meta.dirname, 'orphan.testing.mjs');
  chmodSync(folder, 0o755);
  const output = execFileSync(process.execPath, [script, folder], { encoding: 'utf8' });
  const pid = Number(output.trim());
  expect(pid).toBeGreaterThan(0);
  await eventually(() => !isAlive(pid), { what: 'the orphaned server to end' });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
