import { errorCode, inTransaction } from '#persistence';
import type { DataSource } from 'typeorm';
import type { Logger } from '#observability';
import { pruneJournal } from '../outbox/outbox-state.js';

/** Milliseconds between two sweeps; the first is at the start. Each reads the whole outbox. */
const INTERVAL_MS = 6 * 3_600_000;
const DAY_MS = 86_400_000;

export interface JournalSweepOptions {
  readonly dataSource: DataSource;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** How long sent events are kept. Who missed one can have it sent again for so long, and no longer. */
  readonly days: number;
  /** Topics whose sent events are more than a journal to the service, and stay. */
  readonly kept?: readonly string[];
  readonly now?: () => Date;
}

/** Forgets what was sent longer ago than the journal goes back. What has not been sent stays, however old. */
export class JournalSweep {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: JournalSweepOptions) {}

  start(): void {
    this.running = this.sweep();
    this.timer = setInterval(() => {
      this.running = this.sweep();
    }, INTERVAL_MS);
    this.timer.unref();
  }

  /** Waits for a running sweep. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One sweep. A database that is away is left to the next one. */
  async sweep(): Promise<void> {
    const { dataSource, log, days, kept = [], now = () => new Date() } = this.options;
    try {
      const sentBefore = new Date(now().getTime() - days * DAY_MS);
      const forgotten = await inTransaction(dataSource, (tx) => pruneJournal(tx, sentBefore, kept));
      if (forgotten > 0) log.info({ forgotten, days }, 'forgot sent events');
    } catch (error) {
      log.warn({ code: errorCode(error), err: error }, 'sent events could not be forgotten');
    }
  }
}
