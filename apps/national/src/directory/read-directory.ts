import type { DataSource } from 'typeorm';
import type { CountryCode } from '#contracts';
import { notFound, ProblemError } from '#http';
import { retryingTransaction } from '#persistence';
import { consentedCase, liveConsent } from '../referrals/consented-case.js';
import { foreignListings, type ForeignListing } from './directory-store.js';

/** Shows who takes referrals abroad, to a sender who has somebody to refer and that person's consent. */
export class ReadDirectory {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * @param country `null`: every other one
   * @throws ProblemError 404 for a case that is not an open one of the organisation's; 422 `consent-missing`
   */
  async execute(organisation: string, caseRef: string, country: CountryCode | null): Promise<ForeignListing[]> {
    return retryingTransaction(this.dataSource, async (tx) => {
      const known = await consentedCase(tx, organisation, caseRef);
      if (known?.status !== 'OPEN') throw notFound();
      if (liveConsent(known, 'CROSS_BORDER_REFERRAL') === undefined) {
        throw new ProblemError(422, 'consent-missing', 'The person has not agreed to a referral abroad.', {
          missing: ['CROSS_BORDER_REFERRAL'],
        });
      }
      return foreignListings(tx, country);
    });
  }
}
