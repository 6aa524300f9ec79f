import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { program } from './programs.js';

/** How long a service may take to close its chunks and connections before it is killed. */
const STOP_WITHIN_MS = 15_000;
const READY_WITHIN_MS = 60_000;
const POLL_MS = 50;
/** Characters of a service's output that say why it ended. */
const LAST_WORDS = 1_000;
const FOLLOW_STARTER = pathToFileURL(program('follow-starter')).href;

export interface ServiceSpec {
  readonly name: string;
  /** Compiled entry point. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Further options of Node, for a profile. */
  readonly node?: readonly string[];
}

/**
 * Node's options for a service; the Dockerfile repeats them. V8's young space has its full size of 16 MiB at once: where it grows on the
 * way, collections are more frequent until then and more is promoted that would have died.
 */
export const SERVICE_NODE: readonly string[] = ['--enable-source-maps', '--min-semi-space-size=16'];

/** One service of the region as a process of its own. */
export class ServiceProcess {
  private lastWords = '';

  private constructor(
    readonly spec: ServiceSpec,
    private readonly child: ChildProcess,
  ) {
    const remember = (data: Buffer) => (this.lastWords = (this.lastWords + data.toString()).slice(-LAST_WORDS));
    child.stdout?.on('data', remember);
    child.stderr?.on('data', remember);
  }

  static start(spec: ServiceSpec): ServiceProcess {
    const log = createWriteStream(spec.logFile, { flags: 'a' });
    const node = [...SERVICE_NODE, '--import', FOLLOW_STARTER, ...(spec.node ?? [])];
    const child = spawn(process.execPath, [...node, spec.entry], {
      env: { ...inherited(), ...spec.environment },
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own: the terminal's Ctrl-C reaches the starter only, which then stops services in order.
      detached: true,
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    // Not at `exit`: what the process has written last may still be in its pipes.
    child.once('close', () => log.end());
    return new ServiceProcess(spec, child);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  get url(): string {
    return `http://127.0.0.1:${this.spec.environment['PORT'] ?? ''}`;
  }

  /** Waits until the service says it is ready. Throws, naming the log, when it ends first or takes too long. */
  async ready(): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline) {
      this.failIfEnded();
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((wake) => setTimeout(wake, POLL_MS));
    }
    throw new Error(`${this.spec.name} is not ready after ${READY_WITHIN_MS / 1000} s; see ${this.spec.logFile}`);
  }

  /** Resolves with a description when the process ends without having been asked to. */
  async ended(): Promise<string> {
    if (!this.hasEnded) await once(this.child, 'exit');
    return this.lastReport();
  }

  /** Throws with its last words when it does not run any more. */
  failIfEnded(): void {
    if (this.hasEnded) throw new Error(this.lastReport());
  }

  private lastReport(): string {
    const { name, logFile } = this.spec;
    const how = this.child.signalCode ?? `exit code ${this.child.exitCode}`;
    return `${name} ended (${how}); see ${logFile}, which ends with\n${this.lastWords}`;
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const kill = setTimeout(() => this.child.kill('SIGKILL'), STOP_WITHIN_MS);
    await exited;
    clearTimeout(kill);
  }

  /** SIGKILL, for tests of crashes. */
  async kill(): Promise<void> {
    if (this.hasEnded) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}

/** A service gets nothing of the starter's environment but what finding programs and time zones needs. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TZ', 'LANG', 'NODE_EXTRA_CA_CERTS'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
