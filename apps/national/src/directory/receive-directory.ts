import {
  ReferralKeyPublished,
  ServiceListed,
  type CountryCode,
  type ListedService,
  type ReferralKeyData,
} from '#contracts';
import type { AcceptedEvent, Tombstone } from '#messaging';
import type { Transaction } from '#persistence';
import { forgetForeign, storeForeignKey, storeForeignListing } from './directory-store.js';

/** Takes in what the other countries say of their organisations, and the keys that they made for this one. */
export class ReceiveDirectory {
  constructor(private readonly country: CountryCode) {}

  async take(tx: Transaction, events: readonly AcceptedEvent[], tombstones: readonly Tombstone[]): Promise<void> {
    for (const event of events) await this.one(tx, event);
    for (const { source, subject } of tombstones) await forgetForeign(tx, source as CountryCode, subject);
  }

  private async one(tx: Transaction, { type, source, subject, data }: AcceptedEvent): Promise<void> {
    const country = source as CountryCode;
    if (type === ReferralKeyPublished.type) {
      const { for: meant, x } = data as ReferralKeyData;
      if (meant === this.country) await storeForeignKey(tx, country, subject, x);
    }
    if (type !== ServiceListed.type) return;
    const listing = data as ListedService;
    if (listing.listed) {
      await storeForeignListing(tx, { country, organisationRef: subject, listing: placeless(listing) });
    } else await forgetForeign(tx, country, subject);
  }
}

/** Nobody here learns where a shelter is, also where the country that listed it says so by mistake (rule 18). */
function placeless(listing: ListedService): ListedService {
  if (!listing.services.includes('SAFE_ACCOMMODATION')) return listing;
  const { admin1: _, ...rest } = listing;
  return rest;
}
