import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { MembersView, type PlatformKeys } from '#security';
import { physicalName, type KafkaConnection } from '../kafka/kafka-connection.js';
import type { LogInspector } from '../kafka/log-inspector.js';
import { MEMBERS_TOPIC, refreshView } from './member-entries.js';

export interface MembersLogOptions {
  readonly connection: KafkaConnection;
  readonly inspector: LogInspector;
  readonly dataSource: DataSource;
  /** Group in which this service's instances store the log. */
  readonly group: string;
  readonly platformKeys: PlatformKeys;
  readonly signal: AbortSignal;
}

/** Entries are rare, so a barrier almost never waits; when it does, this is how often it looks. Milliseconds. */
const LOOK_EVERY_MS = 25;

/** One look at how far the log reaches, and the reading up to there. */
interface Look {
  /** Milliseconds of `performance.now()`. */
  readonly begun: number;
  readonly done: Promise<void>;
}

/** The members log as this instance knows it, and the barrier before every chunk. */
export class MembersLog {
  readonly view: MembersView;
  private refreshing: Promise<void> | undefined;
  private looking: Look | undefined;

  constructor(private readonly options: MembersLogOptions) {
    this.view = new MembersView(options.platformKeys);
  }

  /**
   * Resolves when the view holds everything that the log held at a moment after `since`, so that a record received by then is
   * judged by the same entries wherever and whenever it is judged. Another instance of the service may be the one that
   * stores the log; only the database tells how far it has come. One look serves all who received their records before it.
   * @param since milliseconds of `performance.now()`, by default those of the call
   */
  async barrier(since = performance.now()): Promise<void> {
    if (this.looking === undefined || this.looking.begun < since) {
      const look = { begun: performance.now(), done: this.look() };
      this.looking = look;
      // One that failed says nothing to those who come later.
      look.done.catch(() => this.looking === look && (this.looking = undefined));
    }
    await this.looking.done;
  }

  /** Brings the view up to what this service has stored. One at a time: two would apply the same entries. */
  refresh(): Promise<void> {
    const { dataSource, group } = this.options;
    this.refreshing ??= refreshView(dataSource, group, this.view).finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  private async look(): Promise<void> {
    const { inspector, connection, signal } = this.options;
    const ends = await inspector.endOffsets(physicalName(connection, MEMBERS_TOPIC), [0]);
    const end = ends.get(0) ?? 0n;
    while (this.view.nextOffset < end) {
      await this.refresh();
      if (this.view.nextOffset >= end) return;
      signal.throwIfAborted();
      await sleep(LOOK_EVERY_MS);
    }
  }
}
