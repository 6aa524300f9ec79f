import type { CountryCode } from '#contracts';
import type { Referral } from './referral.js';
import type { ReferralOutcome } from './referral-outcome.js';

type Parties = Pick<Referral, 'from' | 'to'>;

/**
 * The countries that are told of an outcome: both sides; of a refusal only who tried. A start that was refused because the person took the
 * consent back is told to both: the sender hears that the person came, and may ask anew.
 * @param parties of the referral that a refusal is about; `null` where there is none
 */
export function countriesTold({ type, data }: ReferralOutcome, parties: Parties | null): readonly CountryCode[] {
  if (type !== 'kerege.referral.refused.v1') return [data.from, data.to];
  return concernsBoth(data) && parties !== null ? [parties.from, parties.to] : [data.command.source];
}

/** Whether the other side has to know of a refusal as well. */
export function concernsBoth({ why }: { readonly why?: string }): boolean {
  return why === 'CONSENT_WITHDRAWN';
}
