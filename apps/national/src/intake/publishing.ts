import type { Transaction } from '#persistence';

/** Brings what has left the country up to what its register holds; the anonymiser is one. */
export interface Publishing {
  bringUpToDate(tx: Transaction, caseRefs: readonly string[]): Promise<unknown>;
}
