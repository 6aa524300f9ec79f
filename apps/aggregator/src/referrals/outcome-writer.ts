import { nextDueAt, type OpenedOutcome, type ReferralHistory } from '#domain';
import type { OutboxPort } from '#messaging';
import type { Transaction } from '#persistence';
import { HISTORY_TOPIC } from './history-reader.js';
import { addToLedger } from './outcome-ledger.js';
import type { ReferralPolicies } from './policies.js';
import { saveHistories } from './referral-store.js';

/** Writes outcomes to the history, and the referrals as they then stand, in one transaction. */
export class OutcomeWriter {
  constructor(
    private readonly outbox: OutboxPort,
    private readonly policies: ReferralPolicies,
  ) {}

  async write(
    tx: Transaction,
    outcomes: readonly OpenedOutcome[],
    historyOf: (referralRef: string) => ReferralHistory,
  ): Promise<void> {
    if (outcomes.length === 0) return;
    const refs = [...new Set(outcomes.map(({ referralRef }) => referralRef))];
    const histories = refs.map((referralRef) => {
      const history = historyOf(referralRef);
      const { referral } = history;
      return { referralRef, history, dueAt: referral && nextDueAt(referral, this.policies.of(referral.to)) };
    });
    await saveHistories(tx, histories);
    await addToLedger(tx, outcomes);
    const events = outcomes.map(({ type, referralRef, data }) => ({
      ...{ topic: HISTORY_TOPIC, type, subject: referralRef },
      ...{ time: data.at, data },
    }));
    await this.outbox.add(tx, events);
  }
}
