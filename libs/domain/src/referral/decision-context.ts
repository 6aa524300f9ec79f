import type { ReferralPolicy } from '#contracts';
import type { ReferralHistory } from './referral.js';

/** What a decision needs to know beside the referral itself. */
export interface DecisionContext {
  /** The other referrals of the same sender's case, with their histories. */
  readonly ofSameCase: readonly ReferralHistory[];
  /** Whether the receiving country takes part in referrals at the command's broker time. */
  readonly receiverTakesPart: boolean;
  /** The receiving country's policy at the command's broker time. */
  readonly policy: ReferralPolicy;
}
