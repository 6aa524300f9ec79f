import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { newPassword } from './kafka-identity.js';
import { startKafka, type KafkaServer } from './kafka-server.js';
import { removePostgresFolder } from './postgres-folder.js';
import { startPostgres, type PostgresServer } from './postgres-server.js';
import { repositoryRoot } from './repository.js';

/** What a spec needs to reach the run's broker. */
export interface KafkaAccess {
  readonly brokers: readonly string[];
  /** Passwords by principal, `admin` among them. */
  readonly users: Readonly<Record<string, string>>;
}

/** What a spec needs to reach the run's database server. */
export interface PostgresAccess {
  readonly adminUrl: string;
}

/**
 * The servers of one test run. Each is started when the first spec asks for it, so a run of pure specs starts none. Specs ask
 * over HTTP on loopback, because they run in processes of their own.
 */
export class OnDemandInfrastructure {
  private kafka: Promise<KafkaServer> | undefined;
  private postgres: Promise<PostgresServer> | undefined;
  private readonly secret = randomBytes(16).toString('hex');

  private constructor(
    private readonly home: string,
    private readonly principals: readonly string[],
    private readonly server: Server,
  ) {}

  /** @param principals users that the broker shall know besides `admin` */
  static async open(principals: readonly string[]): Promise<OnDemandInfrastructure> {
    const home = await newHome();
    const server = createServer();
    const infrastructure = new OnDemandInfrastructure(home, principals, server);
    server.on('request', (request, response) => void infrastructure.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    server.unref();
    return infrastructure;
  }

  /** Where specs ask. Holds a secret: only this run's processes may. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${this.secret}`;
  }

  /** Stops what was started and deletes its data. */
  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    const [kafka, postgres] = await Promise.all([
      this.kafka?.catch(() => undefined),
      this.postgres?.catch(() => undefined),
    ]);
    await Promise.all([kafka?.stop(), postgres?.stop()]);
    await removePostgresFolder(this.home);
    rmSync(this.home, { recursive: true, force: true });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A connection that is kept may be closed by one side just as the other uses it again.
    response.setHeader('connection', 'close');
    try {
      const body = await this.access(request.url ?? '');
      response.statusCode = body ? 200 : 404;
      response.end(JSON.stringify(body ?? {}));
    } catch (error) {
      response.statusCode = 503;
      response.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
    }
  }

  private async access(path: string): Promise<KafkaAccess | PostgresAccess | undefined> {
    const { home } = this;
    if (path === `/${this.secret}/kafka`) {
      const users = Object.fromEntries(['admin', ...this.principals].map((name) => [name, newPassword()]));
      this.kafka ??= startKafka({ home, users });
      const kafka = await this.kafka;
      return { brokers: kafka.brokers, users: kafka.users };
    }
    if (path === `/${this.secret}/postgres`) {
      // A killed server loses nothing without fsync; only a machine's crash would, which no test makes.
      this.postgres ??= startPostgres({ home, settings: { fsync: 'off' } });
      return { adminUrl: (await this.postgres).adminUrl };
    }
    return undefined;
  }
}

/** A folder of this run, below the checkout's `.kerege/test`. Folders of runs that died are deleted. */
async function newHome(): Promise<string> {
  const parent = join(repositoryRoot(), '.kerege', 'test');
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    if (isRunning(Number(name.split('-')[0]))) continue;
    await removePostgresFolder(join(parent, name));
    rmSync(join(parent, name), { recursive: true, force: true });
  }
  const home = join(parent, `${process.pid}-${randomBytes(3).toString('hex')}`);
  mkdirSync(home);
  writeFileSync(join(home, 'owner.pid'), `${process.pid}\n`);
  return home;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
