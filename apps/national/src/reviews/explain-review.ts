import type { DataSource } from 'typeorm';
import { notFound } from '#http';
import { retryingTransaction, type Transaction } from '#persistence';
import { logRead, type Read, type ReviewReader } from './read-log.js';
import { stateOf, whyNotLinked, type Review, type ReviewState, type WhyNot } from './review.js';
import { reviewOfOrganisation, reviewsOf } from './review-store.js';

export type Why = Pick<Review, 'matchRef' | 'bands' | 'explanation' | 'lookalike'>;

/** One step of a review, as this country saw it. Whom it names is of the own organisation. */
export interface HistoryEntry {
  readonly at: string;
  readonly kind: 'PROPOSED' | 'CONFIRMED' | 'UNLINKED' | 'WITHDRAWN' | 'ANSWERED';
  readonly decision: string | null;
  readonly basis: string | null;
  readonly reviewer: string | null;
  readonly caller: string | null;
}

/** How an own record is tied to mentions of other countries, and why it is not. */
export interface RecordLinks {
  readonly recordId: string;
  /** Whether a mention of the record is published; without one nothing can be linked. */
  readonly standing: boolean;
  readonly links: readonly {
    readonly matchRef: string;
    readonly state: ReviewState;
    /** The country only once both said SAME. */
    readonly with: { readonly country: string | null };
    readonly whyNot: WhyNot | null;
  }[];
}

/** Why, why not, how and since when: for own records alone. */
export class ExplainReview {
  constructor(
    private readonly dataSource: DataSource,
    private readonly now: () => Date,
  ) {}

  /** What linkage found alike, in bands. */
  why(reader: ReviewReader, matchRef: string): Promise<Why> {
    return this.own(reader, { act: 'WHY', matchRef }, matchRef, ({ bands, explanation, lookalike }) =>
      Promise.resolve({ matchRef, bands, explanation, lookalike }),
    );
  }

  history(reader: ReviewReader, matchRef: string): Promise<HistoryEntry[]> {
    return this.own(reader, { act: 'HISTORY', matchRef }, matchRef, (_, tx) =>
      tx.rows<HistoryEntry>(HISTORY, [matchRef]),
    );
  }

  /** Undefined for a record of another organisation as for one that is not there. */
  links(reader: ReviewReader, recordId: string): Promise<RecordLinks | undefined> {
    return retryingTransaction(this.dataSource, async (tx) => {
      const [record] = await tx.rows<{ standing: boolean }>(RECORD, [reader.organisation, recordId]);
      if (record === undefined) return undefined;
      await logRead(tx, reader, { act: 'LINKS', recordId }, this.now());
      const reviews = await reviewsOf(tx, reader.organisation, { recordId });
      const links = reviews.map((review) => ({
        ...{ matchRef: review.matchRef, state: stateOf(review), with: { country: review.contact?.country ?? null } },
        whyNot: whyNotLinked(review),
      }));
      return { recordId, standing: record.standing, links };
    });
  }

  private own<T>(
    reader: ReviewReader,
    read: Read,
    matchRef: string,
    answer: (review: Review, tx: Transaction) => Promise<T>,
  ): Promise<T> {
    return retryingTransaction(this.dataSource, async (tx) => {
      const review = await reviewOfOrganisation(tx, reader.organisation, matchRef);
      if (review === undefined) throw notFound();
      await logRead(tx, reader, read, this.now());
      return answer(review, tx);
    });
  }
}

const HISTORY = `
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at, kind, decision, basis, reviewer, caller
    FROM review.entry WHERE match_ref = $1::uuid ORDER BY seq`;

const RECORD = `
  SELECT coalesce(publication.mention_digest IS NOT NULL, false) AS standing
    FROM register.episode AS episode LEFT JOIN anonymisation.publication AS publication USING (case_ref)
   WHERE episode.organisation = $1 AND episode.record_id = $2 AND episode.status = 'OPEN'`;
