import type { ConsentPurpose } from '#contracts';
import type { Transaction } from '#persistence';

/** What a consent that no longer stands means for the referrals of its case. */
export interface WithdrawnReferrals {
  /**
   * Withdraws the referrals of the case that rest on the purpose and are not accepted yet; of accepted ones no more is shared. In
   * the transaction that recorded the decision.
   */
  withdrawReferralsOf(tx: Transaction, caseRef: string, purpose: ConsentPurpose): Promise<void>;
}

/** Purposes on which a referral can rest. */
export const REFERRAL_PURPOSES: readonly ConsentPurpose[] = [
  'DOMESTIC_REFERRAL',
  'CROSS_BORDER_REFERRAL',
  'RETURN_ARRANGEMENT',
  'FAMILY_TRACING',
];
