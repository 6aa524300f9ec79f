import { setTimeout as sleep } from 'node:timers/promises';
import type { EachBatchPayload } from 'kafkajs';

type Batch = Pick<EachBatchPayload, 'commitOffsetsIfNecessary' | 'uncommittedOffsets'>;

/** Least time between two reports, milliseconds. The broker writes each to a log, for as long as a small chunk takes. */
const REPORT_EVERY_MS = 1_000;
/** How long a stop waits for the last report. Milliseconds; a broker may be away. */
const LAST_REPORT_MS = 1_000;

/**
 * Commits to Kafka how far the group has read, for those who watch lag there. Nothing is read by it: the database's own offsets are
 * what counts. So it need not follow each chunk, and one that fails is left to the next.
 */
export class OffsetReport {
  private latest: Batch | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  /** The records of a batch were applied, and it says so to KafkaJS. */
  applied(batch: Batch): void {
    this.latest = batch;
    this.timer ??= setTimeout(() => this.report(), REPORT_EVERY_MS).unref();
  }

  /** Reports what has not been, before the group is left. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.report();
    await Promise.race([this.running, sleep(LAST_REPORT_MS, undefined, { ref: false })]);
  }

  private report(): void {
    const batch = this.latest;
    this.timer = undefined;
    this.latest = undefined;
    if (batch === undefined) return;
    // A group that was left or is joined anew takes no offsets; heartbeats say so to whom it concerns.
    this.running = batch.commitOffsetsIfNecessary(batch.uncommittedOffsets()).catch(() => undefined);
  }
}
