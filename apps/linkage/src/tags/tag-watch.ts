import type { Logger } from '#observability';
import { errorCode, inTransaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { tagCensus, type CensusOptions, type TagCensus, type TagSpread } from './tag-census.js';

/** Milliseconds between two looks at least. */
const INTERVAL_MS = 60_000;
/** A look that took long is not repeated before this many times its duration: at most a twentieth of one core. */
const REST_PER_WORK = 20;
/** Milliseconds from the start to the first look: a store is opened first, then looked at. */
const FIRST_MS = 1_000;

const LIMITS: Omit<CensusOptions, 'signal'> = { statementMs: 20_000, rowsAtOnce: 100_000 };

export interface TagLook extends TagCensus {
  /** When the counting began: the moment that it shows. */
  readonly at: string;
}

/** Counts the store's tags now and then, and says once that a kind of tag has become too frequent, and once that it is over. */
export class TagWatch {
  private last: TagLook | undefined;
  private lastFailed = false;
  private known = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private readonly abort = new AbortController();

  constructor(
    private readonly dataSource: DataSource,
    private readonly log: Logger,
    private readonly limits = LIMITS,
  ) {}

  start(): void {
    this.after(FIRST_MS);
  }

  /** Waits until a look has ended, between two of its statements. */
  async stop(): Promise<void> {
    this.abort.abort();
    clearTimeout(this.timer);
    await this.running;
  }

  /** What the last look saw; `undefined` before the first. */
  get seen(): TagLook | undefined {
    return this.last;
  }

  /** Whether the last look did not come to its end: what is seen is older then. */
  get failed(): boolean {
    return this.lastFailed;
  }

  /** One look. Where it fails, what was seen before stays. */
  async look(): Promise<void> {
    const { signal } = this.abort;
    const at = new Date().toISOString();
    try {
      const census = await inTransaction(this.dataSource, (tx) => tagCensus(tx, { ...this.limits, signal }));
      this.last = { at, ...census };
      this.lastFailed = false;
      this.compare(census);
    } catch (error) {
      if (signal.aborted) return;
      if (!this.lastFailed) this.log.warn({ code: errorCode(error) }, 'tags could not be counted');
      this.lastFailed = true;
    }
  }

  private after(milliseconds: number): void {
    if (this.abort.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.running = this.lookAndRest();
    }, milliseconds);
    this.timer.unref();
  }

  private async lookAndRest(): Promise<void> {
    const began = performance.now();
    await this.look();
    this.after(Math.max(INTERVAL_MS, REST_PER_WORK * (performance.now() - began)));
  }

  private compare({ spreads, limit }: TagCensus): void {
    const now = new Map(spreads.filter(({ alarm }) => alarm).map((spread) => [nameOf(spread), spread]));
    for (const [name, { kind, epoch, largest }] of now) {
      if (this.known.has(name)) continue;
      this.log.warn(
        { kind, epoch, largest, limit },
        'one tag is held by too many mentions: the salt of its kind is too short',
      );
    }
    for (const name of this.known) {
      const [kind, epoch] = name.split(' ');
      if (!now.has(name)) this.log.info({ kind, epoch: Number(epoch) }, 'no tag of the kind is too frequent any more');
    }
    this.known = new Set(now.keys());
  }
}

const nameOf = ({ kind, epoch }: TagSpread) => `${kind ?? 'unknown'} ${epoch}`;
