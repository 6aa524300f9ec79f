import type { Transaction } from '#persistence';

/** Any number that nothing else in this database locks. */
const LOCK = 7_331_002;

/** Held until the end of the transaction by whoever changes what holders are asked by: erasures, stops, confirmations. */
export async function lockHolders(tx: Transaction): Promise<void> {
  await tx.run('SELECT pg_advisory_xact_lock($1)', [LOCK]);
}

/**
 * Held by the readings of the history, which add holders: several at once, and none while one of the others is at work. Either this one
 * sees what the other has committed, or the other sees the holders that are added here.
 */
export async function lookAtHolders(tx: Transaction): Promise<void> {
  await tx.run('SELECT pg_advisory_xact_lock_shared($1)', [LOCK]);
}
