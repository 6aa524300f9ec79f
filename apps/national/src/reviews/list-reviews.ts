import type { DataSource } from 'typeorm';
import { retryingTransaction } from '#persistence';
import { logRead, type ReviewReader } from './read-log.js';
import { summaryOf, type ReviewSummary } from './review.js';
import { reviewsOf } from './review-store.js';

/** The questions about an organisation's own records and where each of them stands: no identity, no bands. */
export class ListReviews {
  constructor(
    private readonly dataSource: DataSource,
    private readonly now: () => Date,
  ) {}

  /** Pages in order of reference, after the given one. */
  async execute(reader: ReviewReader, after?: string): Promise<ReviewSummary[]> {
    return retryingTransaction(this.dataSource, async (tx) => {
      await logRead(tx, reader, { act: 'LISTED' }, this.now());
      const page = after === undefined ? {} : { after };
      return (await reviewsOf(tx, reader.organisation, page)).map(summaryOf);
    });
  }
}
