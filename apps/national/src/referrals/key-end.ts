import type { ReferralHistory } from '#domain';

/** When nobody may read the preview and the notes any more: rejected, withdrawn, in error, never begun, or after the late window. */
export function keyEnd({ sequence, referral }: ReferralHistory, now: Date): Date | null {
  if (referral === null) return sequence > 0 ? now : null;
  if (['REJECTED', 'WITHDRAWN', 'ENTERED_IN_ERROR'].includes(referral.status)) return now;
  return referral.status === 'EXPIRED' && referral.lateUntil !== null ? new Date(referral.lateUntil) : null;
}
