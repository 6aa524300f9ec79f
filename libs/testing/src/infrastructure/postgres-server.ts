import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { replaceFile } from './replace-file.js';
import { InfrastructureError } from './errors.js';
import { freePorts, isFree } from './free-ports.js';
import { newPassword } from './kafka-identity.js';
import { postgresBinaries } from './postgres-binaries.js';
import { postgresFolder, removePostgresFolder } from './postgres-folder.js';
import { POSTGRES_SETTINGS } from './postgres-settings.js';
import { ServerProcess } from './server-process.js';
import { postgresUser, type SystemUser } from './system-user.js';
import { eventually } from './wait.js';

const run = promisify(execFile);

export interface PostgresOptions {
  /** Folder of the run: data in `<home>/postgres`, output in `<home>/logs/postgres.log`. */
  readonly home: string;
  /** Server settings over `POSTGRES_SETTINGS`, for instance `{fsync: 'off'}` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Time for the server to accept connections, recovery after a crash included. Milliseconds. */
const READY_MS = 60_000;
const START_ATTEMPTS = 3;
const RETRY_MS = 100;
/** What a server says that finds sessions of a killed one still at work: they notice its death when their statement ends. */
const OLD_SESSIONS = 'pre-existing shared memory block';

/** A running PostgreSQL server. */
export class PostgresServer {
  private process: ServerProcess | undefined;

  constructor(
    private readonly options: PostgresOptions,
    private readonly binaries: string,
    private readonly user: SystemUser | undefined,
    readonly dataFolder: string,
    private readonly password: string,
    readonly port: number,
  ) {}

  /** The super user's connection address. */
  get adminUrl(): string {
    return `postgres://postgres:${this.password}@127.0.0.1:${this.port}/postgres`;
  }

  /** Process id of the server; 0 when it does not run. Also in `<home>/postgres.pid`. */
  get pid(): number {
    return this.process?.isRunning ? this.process.pid : 0;
  }

  /** Ends sessions and the server in good order; SIGKILL after ten seconds. */
  async stop(): Promise<void> {
    await this.process?.stop();
  }

  /** SIGKILL at once. The data stays; `restart()` recovers from its log. */
  async kill(): Promise<void> {
    await this.process?.kill();
  }

  /** Starts a stopped or killed server again, on the same folder and port. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Stops the server and deletes its data. */
  async remove(): Promise<void> {
    await this.stop();
    await removePostgresFolder(this.options.home);
  }

  /** Starts the server. After a kill its old sessions may hold the data for a while: they are waited for. */
  async start(): Promise<void> {
    const deadline = Date.now() + READY_MS;
    while (!(await this.startOnce(deadline))) await sleep(RETRY_MS);
  }

  /** Whether the server accepts connections; false when sessions of a killed server stood in its way. */
  private async startOnce(deadline: number): Promise<boolean> {
    const log = join(this.options.home, 'logs', 'postgres.log');
    const before = (await stat(log).catch(() => undefined))?.size ?? 0;
    const process = this.launch(log);
    const check = async () => !process.isRunning || (await answers(this.adminUrl));
    try {
      const timeoutMs = Math.max(deadline - Date.now(), 0);
      await eventually(check, { timeoutMs, intervalMs: 20, what: 'PostgreSQL to accept connections' });
      if (process.isRunning) return true;
      if (Date.now() < deadline && (await readFile(log)).subarray(before).includes(OLD_SESSIONS)) return false;
      throw new Error('it ended before it was ready');
    } catch (error) {
      await process.kill();
      const reason = error instanceof Error ? error.message : String(error);
      throw new InfrastructureError('start-failed', `PostgreSQL did not start: ${reason}. See ${log}`);
    }
  }

  private launch(logFile: string): ServerProcess {
    const settings = Object.entries({ ...POSTGRES_SETTINGS, ...this.options.settings });
    const flags = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    this.process = new ServerProcess({
      command: join(this.binaries, 'postgres'),
      args: ['-D', this.dataFolder, '-p', String(this.port), ...flags],
      cwd: this.dataFolder,
      logFile,
      pidFile: join(this.options.home, 'postgres.pid'),
      stopSignal: 'SIGINT',
      ...this.user,
    });
    return this.process;
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Starts PostgreSQL 18 on loopback. An empty home gets a new cluster (UTF-8, built-in C.UTF-8 locale, so that sorting is the
 * same on every machine); a home with a cluster goes on with it.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  await mkdir(join(options.home, 'logs'), { recursive: true });
  const user = await postgresUser();
  const binaries = await postgresBinaries(user);
  const folder = await postgresFolder(options.home, user);
  const memory = join(options.home, 'postgres.json');
  const known = existsSync(join(folder, 'PG_VERSION')) && existsSync(memory);
  const { password, port: lastPort } = known
    ? (JSON.parse(await readFile(memory, 'utf8')) as { password: string; port: number })
    : { password: newPassword(), port: 0 };
  if (!known) await initialise(binaries, folder, password, user);
  for (let attempt = 1; ; attempt += 1) {
    const port =
      lastPort !== 0 && attempt === 1 && (await isFree(lastPort)) ? lastPort : ((await freePorts(1))[0] ?? 0);
    await replaceFile(memory, `${JSON.stringify({ password, port })}\n`);
    const server = new PostgresServer(options, binaries, user, folder, password, port);
    try {
      await server.start();
      return server;
    } catch (error) {
      if (attempt === START_ATTEMPTS || (await isFree(port))) throw error;
    }
  }
}

async function initialise(binaries: string, folder: string, password: string, user?: SystemUser): Promise<void> {
  const passwordFile = join(tmpdir(), `kerege-postgres-${randomBytes(8).toString('hex')}`);
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  if (user) await chown(passwordFile, user.uid, user.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  try {
    await run(join(binaries, 'initdb'), [`--pgdata=${folder}`, '--no-sync', ...access, ...locale], {
      cwd: folder,
      ...user,
    });
  } catch (error) {
    throw new InfrastructureError(
      'start-failed',
      `initdb failed: ${(error as { stderr?: string }).stderr ?? String(error)}`,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}
