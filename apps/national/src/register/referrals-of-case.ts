import type { ClosureReason } from '#contracts';
import type { Transaction } from '#persistence';

/** How a case ended. */
export type CaseEnd = 'VOIDED' | ClosureReason;

/** What the end of a case means for what was asked of others for it. */
export interface ReferralsOfCase {
  /**
   * Withdraws the referrals of the case that have not started, in the transaction that ends it; those who were asked are told. Services that
   * have begun go on.
   */
  withdrawWithCase(tx: Transaction, caseRef: string, end: CaseEnd): Promise<void>;
}
