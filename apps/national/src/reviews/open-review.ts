import type { DataSource } from 'typeorm';
import { notFound } from '#http';
import { retryingTransaction } from '#persistence';
import type { OwnRecord, ReadRecords } from '../register/read-records.js';
import { logRead, withinQuota, type ReviewReader } from './read-log.js';
import { stateOf, type Review, type ReviewState } from './review.js';
import { reviewOfOrganisation } from './review-store.js';

/** Everything that a reviewer needs, and nothing of the other country's record. */
export interface OpenedReview extends Review {
  readonly state: ReviewState;
  readonly record: OwnRecord;
}

/** Opens one question together with the own record behind it. The read is in the log before anything is decrypted. */
export class OpenReview {
  constructor(
    private readonly dataSource: DataSource,
    private readonly records: ReadRecords,
    private readonly now: () => Date,
  ) {}

  /** @throws ProblemError 404 also for others' reviews; 429 `review-quota` */
  async execute(reader: ReviewReader, matchRef: string): Promise<OpenedReview> {
    const review = await retryingTransaction(this.dataSource, async (tx) => {
      const found = await reviewOfOrganisation(tx, reader.organisation, matchRef);
      if (found === undefined) throw notFound();
      await withinQuota(tx, reader, matchRef, this.now());
      await logRead(tx, reader, { act: 'OPENED', matchRef }, this.now());
      return found;
    });
    const record = await this.records.record(reader.organisation, review.recordId);
    if (record === undefined) throw notFound();
    return { ...review, state: stateOf(review), record };
  }
}
