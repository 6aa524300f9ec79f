import type { Attestation, ConsentPurpose, RefusalReason } from '#contracts';
import { isOpen, ownsCaseByTransfer, shareSlot, type Referral } from './referral.js';
import type { ReferralCommand } from './referral-command.js';

type Request = ReferralCommand<'kerege.referral.request.v1'>['data'];

/**
 * Why a request may not stand, `undefined` where it may. What only the country can know (that the person is a minor, that the consent record
 * is sound) the country enforces; here is what the event alone and the other referrals of the case let the region check.
 */
export function requestRefused(
  data: Request,
  guard: { readonly caseRef: string; readonly slotRefs: readonly string[] },
  ofSameCase: readonly Referral[],
  receiverTakesPart: boolean,
): RefusalReason | undefined {
  if (!receiverTakesPart) return 'RECEIVER_TAKES_NO_PART';
  const given = data.consents.map(({ purpose }) => purpose);
  if (consentsNeeded(data).some((purpose) => !given.includes(purpose))) return 'CONSENT_MISSING';
  if (attestationsNeeded(data).some((attestation) => !data.attested.includes(attestation))) {
    return 'ATTESTATION_MISSING';
  }
  if (data.mode === 'CASE_TRANSFER') {
    if (ofSameCase.some(ownsCaseByTransfer)) return 'NOT_OWNER';
    if (ofSameCase.some((other) => other.mode === 'CASE_TRANSFER' && isOpen(other))) return 'TRANSFER_OPEN';
  }
  const duplicate = ofSameCase.some((other) => isOpen(other) && other.to === data.to && shareSlot(other, guard));
  return duplicate ? 'DUPLICATE_OPEN' : undefined;
}

function consentsNeeded({ reason }: Request): readonly ConsentPurpose[] {
  if (reason === 'ReturnToCountryOfOrigin') return ['CROSS_BORDER_REFERRAL', 'RETURN_ARRANGEMENT'];
  if (reason === 'FamilyTracing') return ['CROSS_BORDER_REFERRAL', 'FAMILY_TRACING'];
  return ['CROSS_BORDER_REFERRAL'];
}

function attestationsNeeded({ reason }: Request): readonly Attestation[] {
  return reason === 'ReturnToCountryOfOrigin' ? ['RISK_ASSESSMENT'] : [];
}
