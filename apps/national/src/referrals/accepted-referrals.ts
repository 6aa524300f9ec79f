import type { Service } from '#contracts';
import { isTakenOn } from '#domain';
import type { Transaction } from '#persistence';
import type { AcceptedReferrals, OpenedCase } from '../care/index.js';
import { toldHistory } from './country-history.js';
import { outcomesOf } from './outcome-store.js';
import { referralsTo, servicesOf } from './referral-store.js';

/** What accepted referrals inside the country open of a case to the organisation that took it on: what was referred, and no more. */
export class TakenOnReferrals implements AcceptedReferrals {
  async opened(tx: Transaction, organisation: string, caseRef: string): Promise<OpenedCase | undefined> {
    const services = new Set<Service>();
    for (const own of await referralsTo(tx, organisation, caseRef)) {
      const { referral } = toldHistory(own, await outcomesOf(tx, own.referralRef));
      if (referral === null || !isTakenOn(referral)) continue;
      if (referral.mode === 'CASE_TRANSFER') return { services: null };
      for (const service of await servicesOf(tx, own.slotRefs)) services.add(service);
    }
    return services.size === 0 ? undefined : { services: [...services] };
  }
}
