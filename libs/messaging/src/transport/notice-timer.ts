import type { DataSource } from 'typeorm';
import { isTransient, retryingTransaction } from '#persistence';
import { tellSender, type Notices } from '../chunk/notices.js';
import type { MessagingLog } from '../kafka/kafka-connection.js';
import { codeOf } from './consumer-status.js';
import { COUNTRY_SENDERS } from './publishing.js';

/**
 * Tells senders, one problem for each interval, of what could not be told with the chunk that found it because a notice
 * had just left: a country whose topic is quiet would otherwise never hear of its other gaps.
 */
export class NoticeTimer {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly notices: Notices,
    private readonly log: MessagingLog,
  ) {}

  start(): void {
    const tick = () => void (this.running = this.running.then(() => this.tellAll()));
    this.timer = setInterval(tick, this.notices.intervalMs);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async tellAll(): Promise<void> {
    for (const country of COUNTRY_SENDERS) {
      try {
        await retryingTransaction(this.dataSource, (tx) => tellSender(tx, this.notices, country));
      } catch (error) {
        if (!isTransient(error)) this.log.error({ code: codeOf(error) }, 'notices could not be sent');
        return;
      }
    }
  }
}
