import { setImmediate as turn } from 'node:timers/promises';
import type { Logger } from '#observability';
import { errorCode, retryingTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import type { ModelChange } from './model-change.js';
import { sweepFormer } from './sweep-former.js';

/** Milliseconds after which an interrupted scoring is taken up again. */
const AGAIN_MS = 5_000;

/** Scores a candidate's pairs in the background, step by step, and clears away what a former model left. */
export class ModelScoring {
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly change: ModelChange,
    private readonly log: Logger,
  ) {}

  /** Takes up what there is to do; at the start of the service, and whenever a change was begun or ended. */
  start(): void {
    if (this.stopped || this.running !== undefined) return;
    this.running = this.work().finally(() => (this.running = undefined));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async work(): Promise<void> {
    try {
      await this.repeat((tx) => this.change.step(tx));
      await this.repeat(sweepFormer);
    } catch (error) {
      this.log.warn({ code: errorCode(error) }, 'scoring with the candidate model is taken up again');
      this.timer = setTimeout(() => this.start(), AGAIN_MS);
    }
  }

  /** Consumers get the clusters' lock between two steps: a lock that is asked for first is given first. */
  private async repeat(step: (tx: Transaction) => Promise<boolean>): Promise<void> {
    while (!this.stopped && (await retryingTransaction(this.dataSource, step))) await turn();
  }
}
