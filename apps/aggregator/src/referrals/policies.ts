import type { CountryCode, ReferralPolicy } from '#contracts';
import { DEFAULT_REFERRAL_POLICY } from '#domain';
import type { MembersView } from '#security';

/** Who takes part in referrals, and with which times and calendar: what the members log says. */
export class ReferralPolicies {
  constructor(private readonly members: Pick<MembersView, 'memberAt'>) {}

  /** Whether a country takes referrals at a broker time. */
  takesPart(country: CountryCode, at: Date): boolean {
    return this.members.memberAt(country, at)?.capabilities.includes('REFERRALS') === true;
  }

  /** The policy in force at a broker time, by default now: the latest that has become effective. */
  of(country: CountryCode, at: Date = new Date()): ReferralPolicy {
    const policies = this.members.memberAt(country, at)?.policies ?? [];
    const day = at.toISOString().slice(0, 10);
    const effective = policies
      .filter((policy) => policy.effectivefrom <= day)
      .sort((a, b) => (a.effectivefrom < b.effectivefrom ? -1 : 1));
    return effective.at(-1)?.referral ?? DEFAULT_REFERRAL_POLICY;
  }
}
