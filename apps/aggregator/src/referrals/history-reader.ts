import type { ReferralOutcomeType } from '#contracts';
import { concernsBoth, evolveReferral, nextDueAt, type ReferralHistory, type ReferralOutcome } from '#domain';
import { continueVersions, type AcceptedEvent, type OutboxPort } from '#messaging';
import type { Transaction } from '#persistence';
import type { ReferralHolders } from '../erasure/referral-holders.js';
import { markDecided } from './command-store.js';
import { inboxCopies } from './inbox-copies.js';
import type { Guards } from './open-guards.js';
import { addToLedger } from './outcome-ledger.js';
import type { ReferralPolicies } from './policies.js';
import { loadHistories, loadSequences, saveHistories } from './referral-store.js';
import { lockReferrals } from './sequencer-lock.js';

/** Topic of the history, and the versions of its subjects: the sequence of a referral's outcomes. */
export const HISTORY_TOPIC = 'referral';

/**
 * Reads the authoritative history back. What this store decided itself is known already; a store that was rebuilt takes it from here.
 * Either way the countries are told now, and not before: an inbox never knows more than the history.
 */
export class HistoryReader {
  constructor(
    private readonly guards: Pick<Guards, 'openOutcome'>,
    private readonly policies: Pick<ReferralPolicies, 'of'>,
    private readonly outbox: OutboxPort,
    private readonly holders: ReferralHolders,
  ) {}

  /** @throws DomainError when the history has a gap or contradicts itself */
  async read(tx: Transaction, events: readonly AcceptedEvent[]): Promise<void> {
    if (events.length === 0) return;
    const outcomes = events.map(outcomeOf);
    // What was decided here stands in the store since before it left: nothing to take over, and no decision to hold up.
    if (!(await areKnown(tx, outcomes))) {
      await lockReferrals(tx);
      await this.adopt(tx, outcomes);
      await markDecided(
        tx,
        outcomes.flatMap(({ data }) => ('command' in data && data.command !== undefined ? [data.command] : [])),
      );
      await continueVersions(tx, HISTORY_TOPIC, events);
    }
    const parties = await partiesOf(tx, outcomes);
    await this.outbox.add(
      tx,
      outcomes.flatMap((outcome) => inboxCopies(outcome, parties.get(outcome.referralRef)?.referral)),
    );
    await this.holders.received(tx, outcomes);
  }

  private async adopt(tx: Transaction, outcomes: readonly ReferralOutcome[]): Promise<void> {
    const histories = await loadHistories(tx, [...new Set(outcomes.map(({ referralRef }) => referralRef))]);
    const changed = new Map<string, ReferralHistory>();
    const adopted: ReferralOutcome[] = [];
    for (const outcome of outcomes) {
      const { referralRef, data } = outcome;
      const history = changed.get(referralRef) ?? histories.get(referralRef) ?? { sequence: 0, referral: null };
      if (data.sequence <= history.sequence) continue;
      changed.set(referralRef, evolveReferral(history, await this.guards.openOutcome(outcome)));
      adopted.push(outcome);
    }
    await addToLedger(tx, adopted);
    await saveHistories(
      tx,
      [...changed].map(([referralRef, history]) => ({ referralRef, history, dueAt: this.dueAt(history) })),
    );
  }

  private dueAt({ referral }: ReferralHistory): number | null {
    return referral === null ? null : nextDueAt(referral, this.policies.of(referral.to));
  }
}

/**
 * Whether this store has all of these outcomes. Each was stored in one transaction with the note that its command is decided, by
 * the sequencer or by an earlier reading.
 */
async function areKnown(tx: Transaction, outcomes: readonly ReferralOutcome[]): Promise<boolean> {
  const sequences = await loadSequences(tx, [...new Set(outcomes.map(({ referralRef }) => referralRef))]);
  return outcomes.every(({ referralRef, data }) => data.sequence <= (sequences.get(referralRef) ?? 0));
}

/** The referrals of refusals that both sides are told of. */
function partiesOf(tx: Transaction, outcomes: readonly ReferralOutcome[]): Promise<Map<string, ReferralHistory>> {
  const both = outcomes.filter(({ type, data }) => type === 'kerege.referral.refused.v1' && concernsBoth(data));
  return loadHistories(tx, [...new Set(both.map(({ referralRef }) => referralRef))]);
}

function outcomeOf({ type, subject, data }: AcceptedEvent): ReferralOutcome {
  // The topic holds outcomes only, each checked against its schema at arrival.
  return { type: type as ReferralOutcomeType, referralRef: subject, data } as ReferralOutcome;
}
