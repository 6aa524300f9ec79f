import type { Logger } from '#observability';
import { errorCode, inTransaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { floodCounts, type FloodCount } from './floods.js';

/** Milliseconds between two looks. */
const INTERVAL_MS = 5_000;

/** Says once that a country floods a kind of tag, and once that it is over. */
export class FloodWatch {
  private readonly known = new Map<string, FloodCount>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running = this.look();
    }, INTERVAL_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One look. A database that is away leaves what is known; health tells of it. */
  async look(): Promise<void> {
    try {
      this.compare(await inTransaction(this.dataSource, floodCounts));
    } catch (error) {
      this.log.debug({ code: errorCode(error) }, 'floods could not be looked for');
    }
  }

  private compare(now: readonly FloodCount[]): void {
    const current = new Map(now.map((flood) => [`${flood.source} ${flood.kind}`, flood]));
    for (const [name, { source, kind, tags }] of current) {
      if (!this.known.has(name)) {
        this.log.warn({ source, kind, tags }, 'a country floods tags: they link none of its mentions');
      }
    }
    for (const [name, { source, kind }] of this.known) {
      if (!current.has(name)) this.log.info({ source, kind }, 'the flood of tags is over');
    }
    this.known.clear();
    for (const [name, flood] of current) this.known.set(name, flood);
  }
}
