import type { Transaction } from '#persistence';

/** Any constant pair; no other part of the service uses it. */
const LOCK = [0x6c696e6b, 1] as const;

/**
 * One chunk at a time changes clusters, across partitions and instances: two that run side by side would not see each
 * other's mention and would miss the link between them. Held until the transaction ends.
 */
export async function lockClusters(tx: Transaction): Promise<void> {
  await tx.rows('SELECT pg_advisory_xact_lock($1, $2)', LOCK);
}
