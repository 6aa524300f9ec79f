import type { DataSource } from 'typeorm';
import type { CountryCode } from '#contracts';
import { notFound, ProblemError } from '#http';
import type { OutboxPort } from '#messaging';
import { retryingTransaction, type Transaction } from '#persistence';
import { decidedEvent } from './decided-event.js';
import { hasOpened, type ReviewReader } from './read-log.js';
import { stateOf, summaryOf, type Answer, type Review, type ReviewSummary } from './review.js';
import { mentionOf, reviewOfOrganisation, storeAnswer } from './review-store.js';

/**
 * Answers a question about an own record, for the first time or anew: DIFFERENT or UNSURE after SAME unlinks, also where the question
 * was withdrawn, because the SAME counts again when linkage comes to think so again. The answer leaves signed and at once; linkage
 * has the last word on what becomes of it.
 */
export class AnswerReview {
  constructor(
    private readonly dataSource: DataSource,
    private readonly country: CountryCode,
    private readonly outbox: OutboxPort,
    private readonly now: () => Date,
  ) {}

  /**
   * Repeating an answer changes nothing and sends nothing.
   * @throws ProblemError 404 also for others' reviews; 409 `review-closed`, `review-not-opened`
   */
  async execute(reader: ReviewReader, matchRef: string, answer: Answer): Promise<ReviewSummary> {
    return retryingTransaction(this.dataSource, async (tx) => {
      const review = await reviewOfOrganisation(tx, reader.organisation, matchRef, { lock: true });
      if (review === undefined) throw notFound();
      await this.check(tx, reader, review, answer);
      if (isSame(review.answer, answer)) return summaryOf(review);
      await storeAnswer(tx, matchRef, answer, reader);
      const mentionRef = await mentionOf(tx, matchRef);
      if (mentionRef === undefined) throw notFound();
      await this.outbox.add(tx, [decidedEvent(this.country, { matchRef, mentionRef, ...answer }, this.now())]);
      return summaryOf({ ...review, answer });
    });
  }

  private async check(tx: Transaction, reader: ReviewReader, review: Review, answer: Answer): Promise<void> {
    const isClosed = !review.standing || stateOf(review) === 'WITHDRAWN';
    if (isClosed && !takesBack(review, answer)) {
      throw new ProblemError(409, 'review-closed', 'The question was withdrawn: there is nothing to answer any more.');
    }
    if (await hasOpened(tx, reader, review.matchRef)) return;
    throw new ProblemError(409, 'review-not-opened', 'Open the review and read the own record before answering.');
  }
}

/** Also once more: a repetition is no news. */
function takesBack({ standing, answer: given }: Review, answer: Answer): boolean {
  return standing && answer.decision !== 'SAME' && (given?.decision === 'SAME' || isSame(given, answer));
}

function isSame(a: Answer | null, b: Answer): boolean {
  return a?.decision === b.decision && a.basis === b.basis && a.reviewer === b.reviewer;
}
