import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InfrastructureError } from './errors.js';
import { freePorts, isFree } from './free-ports.js';
import { javaEnvironment, javaOptions, QUICK_COMPILER, runKafkaTool } from './java-arguments.js';
import { newIdentity, readIdentity, writeIdentity, type BrokerIdentity } from './kafka-identity.js';
import { ADMIN_PRINCIPAL, BROKER_PRINCIPAL, brokerProperties } from './kafka-properties.js';
import { untilKafkaIsReady } from './kafka-ready.js';
import { kafkaRuntime, type KafkaRuntime } from './kafka-runtime.js';
import { ServerProcess } from './server-process.js';

export interface KafkaOptions {
  /** Folder of the run: data in `<home>/kafka`, output in `<home>/logs/kafka.log`. */
  readonly home: string;
  /** Passwords by principal, created with the store; `admin` is the super user. A store that exists keeps its own. */
  readonly users: Readonly<Record<string, string>>;
  /** For a broker that sees little: starts with less work and memory, and never becomes as quick. */
  readonly light?: boolean;
}

/** Heap of a broker in MiB. */
const HEAP = { full: 384, light: 192 };

/** Time for a broker to become ready, generous for a machine under load. Milliseconds. */
const READY_MS = 90_000;
const START_ATTEMPTS = 3;
/** The broker's configuration, in its data folder, which is where the broker and its tools are run. */
const PROPERTIES = 'server.properties';

/** A running Apache Kafka broker of one node. */
export class KafkaServer {
  private process: ServerProcess | undefined;

  constructor(
    private readonly home: string,
    private readonly light: boolean,
    private readonly runtime: KafkaRuntime,
    private readonly identity: BrokerIdentity,
  ) {}

  get brokers(): string[] {
    return [`127.0.0.1:${this.identity.clientPort}`];
  }

  get clusterId(): string {
    return this.identity.clusterId;
  }

  /** Passwords by principal, as the store was created with. */
  get users(): Readonly<Record<string, string>> {
    return this.identity.users;
  }

  /** Process id of the broker; 0 when it does not run. Also in `<home>/kafka.pid`. */
  get pid(): number {
    return this.process?.isRunning ? this.process.pid : 0;
  }

  /** SIGTERM, after ten seconds SIGKILL. */
  async stop(): Promise<void> {
    await this.process?.stop();
  }

  /** SIGKILL at once. The data stays; `restart()` goes on from it. */
  async kill(): Promise<void> {
    await this.process?.kill();
  }

  /** Starts a stopped or killed broker again, on the same folder and ports. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async start(archiveAtExit?: string): Promise<void> {
    const data = join(this.home, 'kafka');
    const classes = archiveAtExit ? [`-XX:ArchiveClassesAtExit=${archiveAtExit}`] : [];
    const options = this.light
      ? [QUICK_COMPILER, ...javaOptions(this.runtime, HEAP.light)]
      : javaOptions(this.runtime, HEAP.full);
    this.process = new ServerProcess({
      command: 'java',
      args: [...classes, ...options, 'kafka.Kafka', PROPERTIES],
      cwd: data,
      env: javaEnvironment(),
      logFile: join(this.home, 'logs', 'kafka.log'),
      pidFile: join(this.home, 'kafka.pid'),
      stopSignal: 'SIGTERM',
    });
    const { process } = this;
    const user = { name: BROKER_PRINCIPAL, password: this.identity.users[BROKER_PRINCIPAL] ?? '' };
    try {
      await untilKafkaIsReady(this.brokers, user, READY_MS, () => process.isRunning);
    } catch (error) {
      await process.kill();
      const reason = error instanceof Error ? error.message : String(error);
      throw new InfrastructureError('start-failed', `Kafka did not start: ${reason}. See ${this.home}/logs/kafka.log`);
    }
  }
}

/**
 * Starts Apache Kafka on loopback. An empty home is formatted with the given users; a home with a store goes on with it.
 * @throws InfrastructureError when Java or Maven is missing or the broker does not become ready
 */
export async function startKafka(options: KafkaOptions): Promise<KafkaServer> {
  return start(await prepareKafka(), options);
}

let preparing: Promise<KafkaRuntime> | undefined;

/**
 * Fetches and prepares what a broker is started from, where that has not been done before: up to a minute. Brokers that are
 * started at once wait for one preparation.
 */
export function prepareKafka(): Promise<KafkaRuntime> {
  preparing ??= prepare().catch((error: unknown) => {
    preparing = undefined;
    throw error;
  });
  return preparing;
}

async function prepare(): Promise<KafkaRuntime> {
  const runtime = await kafkaRuntime();
  if (!existsSync(runtime.archive)) await makeArchive(runtime);
  return runtime;
}

async function start(runtime: KafkaRuntime, options: KafkaOptions, archiveAtExit?: string): Promise<KafkaServer> {
  const data = join(options.home, 'kafka');
  await mkdir(join(options.home, 'logs'), { recursive: true });
  await mkdir(data, { recursive: true, mode: 0o700 });
  if (!(ADMIN_PRINCIPAL in options.users)) throw new InfrastructureError('start-failed', 'no password given for admin');
  for (let attempt = 1; ; attempt += 1) {
    const identity = await identityOf(data, options.users);
    await configure(runtime, data, identity);
    const server = new KafkaServer(options.home, options.light ?? false, runtime, identity);
    try {
      await server.start(archiveAtExit);
      return server;
    } catch (error) {
      const portTaken = !(await isFree(identity.clientPort)) || !(await isFree(identity.controllerPort));
      if (!portTaken || attempt === START_ATTEMPTS) throw error;
    }
  }
}

/** Keeps the identity of an existing store; a port that something else holds by now is replaced. */
async function identityOf(data: string, users: Readonly<Record<string, string>>): Promise<BrokerIdentity> {
  const free = await freePorts(2);
  const identity = (await readIdentity(data)) ?? newIdentity(users, free);
  const samePorts = (await isFree(identity.clientPort)) && (await isFree(identity.controllerPort));
  if (!samePorts) [identity.clientPort = 0, identity.controllerPort = 0] = free;
  return identity;
}

async function configure(runtime: KafkaRuntime, data: string, identity: BrokerIdentity): Promise<void> {
  const { clientPort, controllerPort, clusterId, users } = identity;
  const brokerPassword = users[BROKER_PRINCIPAL] ?? '';
  const text = brokerProperties({ dataFolder: '.', clientPort, controllerPort, brokerPassword });
  await writeFile(join(data, PROPERTIES), text, { mode: 0o600 });
  if (!existsSync(join(data, 'log', 'meta.properties'))) {
    const args = formatArguments(clusterId, PROPERTIES, users);
    await runKafkaTool(runtime, 'kafka.tools.StorageTool', args, data);
  }
  await writeIdentity(data, identity);
}

/** Arguments of Kafka's storage tool: the cluster's id and the users that exist from the start. They hold passwords. */
export function formatArguments(
  clusterId: string,
  properties: string,
  users: Readonly<Record<string, string>>,
): string[] {
  const scram = Object.entries(users).flatMap(([name, password]) => [
    '--add-scram',
    `SCRAM-SHA-512=[name=${name},password=${password}]`,
  ]);
  return ['format', '--ignore-formatted', `--cluster-id=${clusterId}`, '-c', properties, ...scram];
}

/** One trial run writes the class-data archive, once for each Java and set of jars. Without it Kafka only starts slower. */
async function makeArchive(runtime: KafkaRuntime): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'kerege-archive-'));
  const made = `${runtime.archive}.${process.pid}`;
  try {
    const server = await start(runtime, { home, users: { [ADMIN_PRINCIPAL]: 'trial' } }, made);
    await server.stop();
    if (existsSync(made)) await rename(made, runtime.archive);
  } finally {
    await rm(home, { recursive: true, force: true });
    await rm(made, { force: true });
  }
}
