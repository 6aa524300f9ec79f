import type { ReferralOutcomeData, ReferralOutcomeType, StartGuard } from '#contracts';
import type { ReferralGuard } from './referral-command.js';

/** One outcome of one referral. Its data are an event's of the history, without the sealed part that the sequencer keeps. */
export type ReferralOutcome<T extends ReferralOutcomeType = ReferralOutcomeType> = {
  [K in T]: { readonly type: K; readonly referralRef: string; readonly data: ReferralOutcomeData[K] };
}[T];

/** An outcome with what its sealed part says; `null` where it has none. */
export type OpenedOutcome = ReferralOutcome & { readonly guard: ReferralGuard | StartGuard | null };

/** What a decision adds to the history. */
export interface Decision {
  /** The answer to the command itself. */
  readonly outcome: OpenedOutcome;
  /** What follows from it for other referrals of the same case. */
  readonly consequences: readonly OpenedOutcome[];
}
