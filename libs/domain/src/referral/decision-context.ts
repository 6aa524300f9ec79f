import type { ReferralPolicy } from '#contracts';
import type { ReferralBasis, ReferralHistory } from './referral.js';
import type { Side } from './transitions.js';

/** What a decision needs to know beside the referral itself. */
export interface DecisionContext {
  /** Which side gives the command; `undefined`: no party to the referral. */
  readonly side: Side | undefined;
  /** The consent that a referral between these parties rests on. */
  readonly basis: ReferralBasis;
  /** Whether two persons protect somebody who cannot decide (rule 5): it stands in for the consent to a service at home, and for nothing else. */
  readonly emergency: boolean;
  /** The other referrals of the same sender's case, with their histories. */
  readonly ofSameCase: readonly ReferralHistory[];
  /** Whether the sender has said that the person took the consent back after the acceptance: nothing more is shared. */
  readonly sharingStopped: boolean;
  /** Whether the sender takes part in referrals when the command is given. */
  readonly senderTakesPart: boolean;
  /** Whether the receiver takes part in referrals when the command is given. */
  readonly receiverTakesPart: boolean;
  /** The receiving country's policy when the command is given. */
  readonly policy: ReferralPolicy;
}
