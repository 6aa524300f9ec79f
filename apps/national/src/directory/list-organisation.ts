import { isDeepStrictEqual } from 'node:util';
import type { DataSource } from 'typeorm';
import { ServiceListed, topicOf, type CountryCode, type ListedService, type OrgType } from '#contracts';
import { forbidden, ProblemError } from '#http';
import type { OutboxPort } from '#messaging';
import { retryingTransaction } from '#persistence';
import type { CareWorker } from '../care/care-worker.js';
import { ownListing, storeBodyType, storeOwnListing, type Listing, type OwnListing } from './directory-store.js';

/** An organisation lists itself as one that takes referrals, changes what it says, and takes itself off the list. */
export class ListOrganisation {
  constructor(
    private readonly dataSource: DataSource,
    private readonly country: CountryCode,
    private readonly outbox: OutboxPort,
    private readonly now: () => Date,
  ) {}

  /**
   * Repeating it sends nothing.
   * @throws ProblemError 403 for a body that enforces the law (rule 12: it receives nobody's records); 422 `shelter-place` for
   *   accommodation below the country
   */
  async list({ organisation, bodyType, enforcement }: CareWorker, listing: Listing): Promise<OwnListing> {
    if (enforcement || bodyType === undefined) throw forbidden();
    if (listing.admin1 !== undefined && listing.services.includes('SAFE_ACCOMMODATION')) {
      throw new ProblemError(
        422,
        'shelter-place',
        'Who shelters people is listed for the whole country: leave "admin1" out.',
      );
    }
    return this.publish(organisation, { ...listing, listed: true }, bodyType);
  }

  /** @returns undefined for an organisation that was never listed */
  async unlist(organisation: string): Promise<OwnListing | undefined> {
    const known = await this.own(organisation);
    if (known === undefined) return undefined;
    return this.publish(organisation, { ...known.listing, listed: false });
  }

  own(organisation: string): Promise<OwnListing | undefined> {
    return retryingTransaction(this.dataSource, (tx) => ownListing(tx, organisation));
  }

  private publish(organisation: string, listing: ListedService, bodyType?: OrgType): Promise<OwnListing> {
    return retryingTransaction(this.dataSource, async (tx) => {
      const before = await ownListing(tx, organisation);
      if (before !== undefined && bodyType !== undefined) await storeBodyType(tx, organisation, bodyType);
      if (before !== undefined && isDeepStrictEqual(before.listing, listing)) return before;
      const subject = await storeOwnListing(tx, organisation, listing);
      if (bodyType !== undefined) await storeBodyType(tx, organisation, bodyType);
      const day = `${this.now().toISOString().slice(0, 10)}T00:00:00Z`;
      await this.outbox.add(tx, [
        { topic: topicOf(this.country, 'directory'), type: ServiceListed.type, subject, time: day, data: listing },
      ]);
      return { organisationRef: subject, listing };
    });
  }
}
