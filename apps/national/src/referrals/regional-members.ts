import type { CountryCode, MemberData, ReferralPolicy } from '#contracts';
import { DEFAULT_REFERRAL_POLICY } from '#domain';
import type { SealingPublicKey } from '#security';

/** The members log as far as this service has read it. */
export interface MembersLogView {
  memberAt(source: string, at: Date): MemberData | undefined;
}

/** What the members log says about referrals: who takes part, with which calendar, and which keys parts are sealed to. */
export class RegionalMembers {
  constructor(private readonly view: () => MembersLogView) {}

  takesPart(country: CountryCode, at: Date): boolean {
    return this.view().memberAt(country, at)?.capabilities.includes('REFERRALS') === true;
  }

  /** The policy in force: the latest that has become effective. */
  policy(country: CountryCode, at: Date): ReferralPolicy {
    const day = at.toISOString().slice(0, 10);
    const effective = (this.view().memberAt(country, at)?.policies ?? [])
      .filter(({ effectivefrom }) => effectivefrom <= day)
      .sort((a, b) => (a.effectivefrom < b.effectivefrom ? -1 : 1));
    return effective.at(-1)?.referral ?? DEFAULT_REFERRAL_POLICY;
  }

  /** All keys that the declaration in force lists; undefined: nothing has been read of the member. */
  sealingKeys(source: CountryCode | 'AGGREGATOR', at: Date): MemberData['sealingkeys'] {
    return this.view().memberAt(source, at)?.sealingkeys;
  }

  /** The newest key of a member that has not ended; undefined: nothing can be sealed to it. */
  sealingKey(source: CountryCode | 'AGGREGATOR', at: Date): SealingPublicKey | undefined {
    const keys = this.sealingKeys(source, at) ?? [];
    return keys.filter(({ notafter }) => notafter === undefined || Date.parse(notafter) > at.getTime()).at(-1);
  }
}
