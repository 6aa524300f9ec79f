import { dueOutcomes, evolveReferral, type OpenedOutcome, type ReferralHistory } from '#domain';
import type { Transaction } from '#persistence';
import type { OutcomeWriter } from './outcome-writer.js';
import type { ReferralPolicies } from './policies.js';
import { loadDue } from './referral-store.js';

/** Referrals of one transaction at most. */
const BATCH = 500;

/**
 * Writes what the clock brings about up to a reading of the broker's clock. Every command topic must have been read, and its commands decided,
 * up to an end that was fetched after the reading. Lock the referrals first.
 * @returns whether more is due
 */
export async function writeDue(
  tx: Transaction,
  reading: Date,
  policies: ReferralPolicies,
  writer: OutcomeWriter,
): Promise<boolean> {
  const due = await loadDue(tx, reading, BATCH);
  const after = new Map<string, ReferralHistory>();
  const outcomes: OpenedOutcome[] = [];
  for (const { referralRef, history } of due) {
    if (history.referral === null) continue;
    const own = dueOutcomes(history, reading.getTime(), policies.of(history.referral.to, reading));
    after.set(referralRef, own.reduce(evolveReferral, history));
    outcomes.push(...own);
  }
  await writer.write(tx, outcomes, (referralRef) => after.get(referralRef) ?? { sequence: 0, referral: null });
  return due.length === BATCH && outcomes.length > 0;
}
