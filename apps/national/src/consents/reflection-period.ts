import type { Transaction } from '#persistence';

/** Knows when a person is in their reflection period. */
export interface ReflectionPeriod {
  /** Whether a consent of this moment is bound by the period; `true` wherever that is not known to be over. */
  covers(tx: Transaction, caseRef: string, at: Date): Promise<boolean>;
}
