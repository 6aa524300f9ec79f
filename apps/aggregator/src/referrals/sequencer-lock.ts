import type { Transaction } from '#persistence';

/** Any number that nothing else in this database locks. */
const LOCK = 7_331_001;

/** Held until the end of the transaction by whoever changes a referral: decisions, the clock, a history that is read again. */
export async function lockReferrals(tx: Transaction): Promise<void> {
  await tx.run('SELECT pg_advisory_xact_lock($1)', [LOCK]);
}
