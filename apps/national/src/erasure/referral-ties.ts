import type { Transaction } from '#persistence';

/** What referrals have to do with an erasure. */
export interface ReferralTies {
  /** Countries that received a referral of the case, and its reference. Withdraws what is still open. */
  endReferralsOf(tx: Transaction, caseRef: string): Promise<readonly { country: string; referralRef: string }[]>;
  /** Destroys what this country received under a referral. Repeatable; nothing to do where nothing is held. */
  eraseReceived(tx: Transaction, referralRef: string): Promise<void>;
}

/** A country that sends and receives no referrals holds nothing of them. */
export const NO_TIES: ReferralTies = {
  endReferralsOf: () => Promise.resolve([]),
  eraseReceived: () => Promise.resolve(),
};
