import { say } from '../lib/report.js';

export type Commit = readonly [events: number, seconds: number, cpuSeconds: number];

/** What a measured consumer tells: when how many events were committed, and how long each chunk took. */
export interface Progressed {
  /** Events committed so far, seconds since the first chunk arrived, and the process's own processor seconds, at every commit. */
  readonly commits: readonly Commit[];
  /** Milliseconds from a chunk's arrival to its commit; of chunks that came one at a time. */
  readonly chunkMs: readonly number[];
  readonly residentMiB: number;
}

const SAY_EVERY = 50_000;

/** Watches a consumer from its first event to its last. */
export class Progress {
  private readonly commits: Commit[] = [];
  private readonly chunkMs: number[] = [];
  private readonly cpu = process.cpuUsage();
  private beganAt: number | undefined;
  private arrivedAt: number | undefined;
  private done = 0;
  private finish: () => void = () => undefined;
  readonly finished = new Promise<void>((resolve) => (this.finish = resolve));

  constructor(private readonly total: number) {}

  /** The first part of a chunk is about to be checked. */
  arrived(): void {
    this.arrivedAt ??= performance.now();
    this.beganAt ??= this.arrivedAt;
  }

  /** @throws RangeError where the bench's own events are refused: it would measure something else */
  committed(applied: number, refused: number): void {
    if (refused > 0) throw new RangeError(`${refused} events of the bench were refused.`);
    const now = performance.now();
    const before = this.done;
    this.done += applied;
    if (Math.floor(before / SAY_EVERY) < Math.floor(this.done / SAY_EVERY)) {
      say(`consumed ${this.done} of ${this.total}, ${Math.round((now - (this.beganAt ?? now)) / 1000)} s`);
    }
    this.commits.push([this.done, (now - (this.beganAt ?? now)) / 1000, this.cpuSeconds()]);
    this.chunkMs.push(now - (this.arrivedAt ?? now));
    this.arrivedAt = undefined;
    if (this.done >= this.total) this.finish();
  }

  measured(): Progressed {
    const { commits, chunkMs } = this;
    return { commits, chunkMs, residentMiB: process.memoryUsage.rss() / 2 ** 20 };
  }

  private cpuSeconds(): number {
    const { user, system } = process.cpuUsage(this.cpu);
    return (user + system) / 1e6;
  }
}
