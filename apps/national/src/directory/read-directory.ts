import type { DataSource } from 'typeorm';
import type { CountryCode } from '#contracts';
import type { ReferralBasis } from '#domain';
import { notFound, ProblemError } from '#http';
import { retryingTransaction } from '#persistence';
import { consentedCase, liveConsent, type ConsentedCase } from '../referrals/consented-case.js';
import { protectedUntil } from '../referrals/standing-protection.js';
import { foreignListings, type ForeignListing } from './directory-store.js';
import { domesticListings } from './own-listings.js';

/**
 * Shows who takes referrals, to a sender who has somebody to refer and that person's consent: to a referral abroad, or to one at home, for which
 * an emergency protection may stand in.
 */
export class ReadDirectory {
  constructor(
    private readonly dataSource: DataSource,
    private readonly own: CountryCode,
    private readonly now: () => Date,
  ) {}

  /**
   * @param country `null`: every other one; the own one: its other organisations
   * @throws ProblemError 404 for a case that is not an open one of the organisation's; 422 `consent-missing`
   */
  async execute(organisation: string, caseRef: string, country: CountryCode | null): Promise<ForeignListing[]> {
    return retryingTransaction(this.dataSource, async (tx) => {
      const known = await consentedCase(tx, organisation, caseRef);
      if (known?.status !== 'OPEN') throw notFound();
      const atHome = country === this.own;
      const isProtected = atHome && (await protectedUntil(tx, known, this.now())) !== null;
      if (!isProtected) consented(known, atHome ? 'DOMESTIC_REFERRAL' : 'CROSS_BORDER_REFERRAL');
      return atHome ? domesticListings(tx, country, organisation) : foreignListings(tx, country);
    });
  }
}

function consented(known: ConsentedCase, missing: ReferralBasis): void {
  if (liveConsent(known, missing) !== undefined) return;
  throw new ProblemError(422, 'consent-missing', 'The person has not agreed to such a referral.', {
    missing: [missing],
  });
}
