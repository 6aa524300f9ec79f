import type { Transaction } from '#persistence';
const TIMEOUT_AGAIN = 'SET LOCAL statement_timeout = DEFAULT';

/** Any constant pair; no other part of the service uses it. */
const LOCK = [0x6c696e6b, 1] as const;

/**
 * One chunk at a time changes clusters, across partitions and instances: two that run side by side would not see each
 * other's mention and would miss the link between them. Held until the transaction ends. Waiting has no timeout: whoever holds
 * the lock works, and a chunk that gave up waiting would look as if it could not be applied.
 */
export async function lockClusters(tx: Transaction): Promise<void> {
  await tx.run(`SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(${LOCK.join()}); ${TIMEOUT_AGAIN}`);
}
