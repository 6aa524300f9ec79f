import type { Transaction } from '#persistence';

/**
 * Bindings and erasures arrive on different topics and are applied at the same time. Without a lock, an erasure could
 * miss a binding that is being stored, and the binding the erasure: a tie to an erased case would stay for ever.
 */
const LOCK = 0x62696e64;

/** Taken before anything is read by a chunk that stores bindings; such chunks do not hinder each other. */
export async function keepErasuresOut(tx: Transaction): Promise<void> {
  await tx.rows('SELECT pg_advisory_xact_lock_shared($1)', [LOCK]);
}

/** Taken before anything is read by a chunk that erases a case; erasures are rare. */
export async function keepBindingsOut(tx: Transaction): Promise<void> {
  await tx.rows('SELECT pg_advisory_xact_lock($1)', [LOCK]);
}
