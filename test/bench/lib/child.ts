import { fork } from 'node:child_process';
import { once } from 'node:events';
import { SERVICE_NODE } from '../../../apps/region/src/service-process.js';
import { median } from './report.js';

/** What a measured consumer says about itself when it has handled everything. */
export interface Measured {
  /** Events between the first and the last moment that were timed. */
  readonly events: number;
  readonly seconds: number;
  /** Resident memory in bytes after so many events, for growth. */
  readonly residentAfter: Readonly<Record<string, number>>;
  /** The most that was resident until then, bytes, as the kernel counts. */
  readonly mostResidentAfter: Readonly<Record<string, number>>;
  readonly cpuSeconds: number;
}

const TIME_LIMIT_MS = 3_600_000;

/**
 * Runs a measured side in a process of its own, so that sides do not share heap, pools or compiled code, with the options of services. The
 * program gets `setup` as its first message and answers with what it measured.
 */
export async function measureInChild<M = Measured>(program: URL, setup: object, execArgv: string[] = []): Promise<M> {
  const child = fork(program, {
    execArgv: [...SERVICE_NODE, ...execArgv],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), TIME_LIMIT_MS);
  child.send(setup);
  try {
    const answer = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => undefined)]);
    if (answer === undefined) throw new Error(`${program.pathname} ended without a result`);
    return answer[0] as M;
  } finally {
    clearTimeout(limit);
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    }
  }
}

/** The child's side: takes the setup, measures, answers, and ends when the parent lets go. */
export function measuredProgram<S, M = Measured>(measure: (setup: S) => Promise<M>): void {
  process.once('message', (setup) => {
    measure(setup as S).then(
      (measured) => process.send?.(measured),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        process.exit(1);
      },
    );
  });
  process.once('disconnect', () => process.exit(0));
}

/** Counts events as they are done and resolves when all are: times from the first to the last report. */
export class Stopwatch {
  private done = 0;
  private counted = 0;
  private firstAt: number | undefined;
  private readonly cpu = process.cpuUsage();
  private readonly residentAfter: Record<string, number> = {};
  private readonly mostResidentAfter: Record<string, number> = {};
  private readonly resident: { readonly done: number; readonly bytes: number }[] = [];
  private finish: (measured: Measured) => void = () => undefined;
  readonly finished = new Promise<Measured>((resolve) => (this.finish = resolve));

  constructor(
    private readonly total: number,
    private readonly milestones: readonly number[] = [],
  ) {}

  /** The first report starts the clock; its own events are not counted, because their beginning was not seen. */
  add(events: number): void {
    const now = performance.now();
    this.done += events;
    if (this.firstAt === undefined) this.firstAt = now;
    else this.counted += events;
    if (this.milestones.length > 0) this.resident.push({ done: this.done, bytes: process.memoryUsage.rss() });
    for (const milestone of this.milestones) {
      if (this.done < milestone) continue;
      this.residentAfter[milestone] ??= this.residentBefore(milestone);
      this.mostResidentAfter[milestone] ??= process.resourceUsage().maxRSS * 1024;
    }
    if (this.done < this.total) return;
    const { user, system } = process.cpuUsage(this.cpu);
    const { residentAfter, mostResidentAfter } = this;
    const seconds = (now - this.firstAt) / 1000;
    this.finish({ events: this.counted, seconds, residentAfter, mostResidentAfter, cpuSeconds: (user + system) / 1e6 });
  }

  /** Median over the last tenth of the way: between two collections memory rises and falls by a fifth. */
  private residentBefore(milestone: number): number {
    const last = this.resident.filter(({ done }) => done > 0.9 * milestone).map(({ bytes }) => bytes);
    return median(last);
  }
}
