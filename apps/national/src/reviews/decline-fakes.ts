import { randomInt } from 'node:crypto';
import type { CountryCode, MatchProposalData } from '#contracts';
import type { OutboxPort } from '#messaging';
import type { Transaction } from '#persistence';
import { decidedEvent } from './decided-event.js';
import type { Answer } from './review.js';

/** Mentions that this country made up, so that nobody who sees mentions knows which of them are persons. */
export interface FakeMentions {
  isFake(tx: Transaction, mentionRef: string): Promise<boolean>;
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
 * their former behaviours is copied, decision or silence, and how long it took. Whoever sees the answers cannot tell a fake by them.
 */
export class DeclineFakes {
  constructor(
    private readonly country: CountryCode,
    private readonly fakes: FakeMentions,
    private readonly outbox: OutboxPort,
    private readonly now: () => Date,
    private readonly below: (limit: number) => number = randomInt,
  ) {}

  async consider(tx: Transaction, { matchRef, mentionRef }: MatchProposalData): Promise<void> {
    if (!(await this.fakes.isFake(tx, mentionRef))) return;
    const { answer, seconds } = await this.behaviour(tx);
    if (answer === null) return;
    const notBefore = new Date(this.now().getTime() + seconds * 1_000);
    const event = decidedEvent(this.country, { matchRef, mentionRef, ...answer }, notBefore);
    await this.outbox.add(tx, [{ ...event, notBefore }]);
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
