import { topicOf, type CountryCode } from '#contracts';
import { withdrawHeld } from '#messaging';
import type { Transaction } from '#persistence';

/**
 * Answers about made-up mentions that wait for their time. People cannot answer a question that is closed: an answer that left
 * afterwards would tell whoever sees it that nobody stands behind the mention.
 */
export class UnsentAnswers {
  private readonly topic: string;

  constructor(country: CountryCode) {
    this.topic = topicOf(country, 'review');
  }

  /** The question is closed. */
  async drop(tx: Transaction, matchRef: string): Promise<void> {
    await withdrawHeld(tx, [{ topic: this.topic, subject: matchRef, after: new Date(0) }]);
  }

  /** Mentions end at these times, and with them the questions about them. */
  async dropAfter(tx: Transaction, mentionRefs: readonly string[], ends: readonly Date[]): Promise<void> {
    const questions = await tx.rows<{ subject: string; after: Date }>(QUESTIONS, [mentionRefs, ends]);
    await withdrawHeld(
      tx,
      questions.map((question) => ({ topic: this.topic, ...question })),
    );
  }
}

const QUESTIONS = `
  SELECT match_ref AS subject, ends_at AS after
    FROM unnest($1::uuid[], $2::timestamptz[]) AS ending (mention_ref, ends_at)
    JOIN review.proposal USING (mention_ref) WHERE case_ref IS NULL`;
