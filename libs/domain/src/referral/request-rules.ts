import type { Attestation, ConsentPurpose, ReferralMode, ReferralReason, RefusalReason } from '#contracts';
import { EMERGENCY_PURPOSE } from '../consent/emergency-rules.js';
import type { DecisionContext } from './decision-context.js';
import { isOpen, ownsCaseByTransfer, shareSlot, type ReferralBasis } from './referral.js';
import type { ReferralCommand, ReferralGuard } from './referral-command.js';

type Request = ReferralCommand<'kerege.referral.request.v1'>['data'];

/**
 * Why a request may not stand, `undefined` where it may. What only the country can know (that the person is a minor, that the consent record
 * is sound) the country enforces; here is what the event alone and the other referrals of the case let the region check.
 */
export function requestRefused(
  data: Request,
  guard: ReferralGuard,
  { basis, emergency, ofSameCase, senderTakesPart, receiverTakesPart }: DecisionContext,
): RefusalReason | undefined {
  if (!senderTakesPart) return 'SENDER_TAKES_NO_PART';
  if (!receiverTakesPart) return 'RECEIVER_TAKES_NO_PART';
  const given = data.consents.map(({ purpose }) => purpose);
  const replaced = (purpose: ConsentPurpose) => emergency && emergencyMayReplace(purpose, data.mode);
  const needed = consentsNeeded(basis, data.reason).filter((purpose) => !replaced(purpose));
  if (needed.some((purpose) => !given.includes(purpose))) return 'CONSENT_MISSING';
  if (attestationsNeeded(data).some((attestation) => !data.attested.includes(attestation))) {
    return 'ATTESTATION_MISSING';
  }
  const others = ofSameCase.flatMap(({ referral }) => (referral === null ? [] : [referral]));
  if (data.mode === 'CASE_TRANSFER') {
    if (others.some(ownsCaseByTransfer)) return 'NOT_OWNER';
    if (others.some((other) => other.mode === 'CASE_TRANSFER' && isOpen(other))) return 'TRANSFER_OPEN';
  }
  const receiver = guard.receiver ?? data.to;
  const duplicate = others.some((other) => isOpen(other) && other.receiver === receiver && shareSlot(other, guard));
  return duplicate ? 'DUPLICATE_OPEN' : undefined;
}

/** The consents that a request for a reason rests on, each of which must be live. */
export function consentsNeeded(basis: ReferralBasis, reason: ReferralReason): readonly ConsentPurpose[] {
  if (reason === 'ReturnToCountryOfOrigin') return [basis, 'RETURN_ARRANGEMENT'];
  if (reason === 'FamilyTracing') return [basis, 'FAMILY_TRACING'];
  return [basis];
}

/** Rule 5: within the country only; and a case moves to nobody without the person's own word. */
export function emergencyMayReplace(purpose: ConsentPurpose, mode: ReferralMode): boolean {
  return purpose === EMERGENCY_PURPOSE && mode === 'SERVICE';
}

function attestationsNeeded({ reason }: Request): readonly Attestation[] {
  return reason === 'ReturnToCountryOfOrigin' ? ['RISK_ASSESSMENT'] : [];
}
