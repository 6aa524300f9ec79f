import type { Logger } from '#observability';
import { errorCode } from '#persistence';
import type { DataSource } from 'typeorm';
import type { ProposalDesk } from '../reviews/proposal-desk.js';
import type { ClusterPublisher } from './cluster-publisher.js';
import { finishRebuild } from './finish-rebuild.js';

/** Milliseconds between two looks at whether the topics have been read again. */
const INTERVAL_MS = 250;

export interface RebuildWatchOptions {
  readonly dataSource: DataSource;
  readonly publisher: ClusterPublisher;
  readonly desk: ProposalDesk;
  /** The service's consumer group. */
  readonly group: string;
  readonly log: Logger;
}

/** Takes an empty store live as soon as it has read again what the topics held when it started. */
export class RebuildWatch {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly options: RebuildWatchOptions) {}

  start(): void {
    this.running = this.look();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async look(): Promise<void> {
    const { dataSource, publisher, desk, group, log } = this.options;
    let rebuilding = true;
    try {
      rebuilding = await finishRebuild(dataSource, publisher, desk, group);
    } catch (error) {
      log.warn({ code: errorCode(error) }, 'end of the rebuild is looked for again');
    }
    if (this.stopped || !rebuilding) return;
    this.timer = setTimeout(() => {
      this.running = this.look();
    }, INTERVAL_MS);
  }
}
