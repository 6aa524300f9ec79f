import { randomInt } from 'node:crypto';
import type { CountryCode, MatchChangeData, MatchProposalData } from '#contracts';
import type { OutboxPort } from '#messaging';
import type { Transaction } from '#persistence';
import { decidedEvent } from './decided-event.js';
import type { Answer } from './review.js';
import { UnsentAnswers } from './unsent-answers.js';

/** Mentions that this country made up, so that nobody who sees mentions knows which of them are persons. */
export interface FakeMentions {
  /** `undefined`: not made up. `endsAt`: when it was or will be taken back, where that is settled; it does not change before the commit. */
  fake(tx: Transaction, mentionRef: string): Promise<{ readonly endsAt: Date | null } | undefined>;
}

/** How somebody once did not say SAME. */
export interface Behaviour {
  /** `null`: silence. */
  readonly answer: Answer | null;
  /** From the question to the answer. */
  readonly seconds: number;
}

/** Behaviours of people below which there are too few to hide among. */
const FEWEST = 20;
const DAY_SECONDS = 86_400;
/** After so many days a question counts as left unanswered. */
const SILENT_AFTER_DAYS = 10;

/**
 * Answers questions about the country's own fakes as its people answer others that they do not confirm: each time one of
 * their former behaviours is copied, decision or silence, and how long it took. Whoever sees the answers cannot tell a fake by them:
 * none leaves once the question is closed or the mention taken back.
 */
export class DeclineFakes {
  private readonly unsent: UnsentAnswers;

  constructor(
    private readonly country: CountryCode,
    private readonly fakes: FakeMentions,
    private readonly outbox: OutboxPort,
    private readonly now: () => Date,
    private readonly below: (limit: number) => number = randomInt,
  ) {
    this.unsent = new UnsentAnswers(country);
  }

  async consider(tx: Transaction, { matchRef, mentionRef }: MatchProposalData): Promise<void> {
    const fake = await this.fakes.fake(tx, mentionRef);
    if (fake === undefined) return;
    await this.unsent.drop(tx, matchRef);
    const { answer, seconds } = await this.behaviour(tx);
    if (answer === null) return;
    const notBefore = new Date(this.now().getTime() + seconds * 1_000);
    if (fake.endsAt !== null && notBefore > fake.endsAt) return;
    const event = decidedEvent(this.country, { matchRef, mentionRef, ...answer }, notBefore);
    await this.outbox.add(tx, [{ ...event, notBefore }]);
  }

  /** The question is closed: nobody may answer it any more. */
  async close(tx: Transaction, { matchRef, mentionRef }: MatchChangeData): Promise<void> {
    if ((await this.fakes.fake(tx, mentionRef)) !== undefined) await this.unsent.drop(tx, matchRef);
  }

  private async behaviour(tx: Transaction): Promise<Behaviour> {
    const past = await tx.rows<
      { decision: Answer['decision'] | null } & Omit<Answer, 'decision'> & { seconds: number }
    >(PAST, [SILENT_AFTER_DAYS, this.now()]);
    const chosen = past.length < FEWEST ? undefined : past[this.below(past.length)];
    if (chosen === undefined) return this.assumed();
    const { decision, basis, reviewer, seconds } = chosen;
    return { answer: decision === null ? null : { decision, basis, reviewer }, seconds };
  }

  /** Until people have answered enough: half silence, the rest within days. */
  private assumed(): Behaviour {
    const decision = (
      [null, null, null, null, null, 'DIFFERENT', 'DIFFERENT', 'DIFFERENT', 'UNSURE', 'UNSURE'] as const
    )[this.below(10)];
    const seconds = 3_600 + this.below(SILENT_AFTER_DAYS * DAY_SECONDS);
    if (decision === null || decision === undefined) return { answer: null, seconds };
    return { answer: { decision, basis: 'OWN_RECORD', reviewer: 'CASE_WORKER' }, seconds };
  }
}

const PAST = `
  SELECT decision, basis, reviewer,
         greatest(extract(epoch FROM coalesce(answered_at, told_at) - told_at), 0)::float8 AS seconds
    FROM review.proposal
   WHERE case_ref IS NOT NULL AND decision IS DISTINCT FROM 'SAME'
     AND (decision IS NOT NULL OR told_at < $2::timestamptz - make_interval(days => $1))
   ORDER BY told_at DESC LIMIT 200`;
