import type { Transaction } from '#persistence';

const REGISTER_LOCK = 0x6b726567;

/**
 * One writer of the register at a time: two transactions that enter two records of one person at once could not see each
 * other's numbers, and the group that a rung needs k of would be counted without the other's records.
 */
export async function lockRegister(tx: Transaction): Promise<void> {
  await tx.rows('SELECT pg_advisory_xact_lock($1)', [REGISTER_LOCK]);
}
