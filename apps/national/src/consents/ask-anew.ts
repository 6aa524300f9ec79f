import type { DataSource } from 'typeorm';
import type { ConsentPurpose } from '#contracts';
import { mustBeAskedAnew, type StandingConsent } from '#domain';
import { retryingTransaction } from '#persistence';
import type { Publishing } from '../intake/publishing.js';
import { lockRegister } from '../register/lock.js';
import type { IdentityVault } from '../vault/identity-vault.js';
import { addEndedByMajority } from './consent-store.js';
import { REFERRAL_PURPOSES, type WithdrawnReferrals } from './withdrawn-referrals.js';

interface Standing extends StandingConsent {
  readonly caseRef: string;
  readonly purpose: ConsentPurpose;
}

/** Consents that stand and that somebody else gave, or an agency attested of a minor; few, because most persons decide for themselves. */
const STANDING_SQL = `
  SELECT latest.case_ref AS "caseRef", latest.purpose, latest.by,
         (coalesce(latest.decided_on, e.registered_on) AT TIME ZONE 'UTC')::date::text AS "decidedOn"
    FROM (SELECT DISTINCT ON (case_ref, purpose) * FROM register.consent WHERE decision <> 'NOT_ASKED'
           ORDER BY case_ref, purpose, decided_on DESC NULLS LAST, seq DESC) latest
    JOIN register.episode e USING (case_ref)
   WHERE latest.decision = 'GIVEN' AND e.status = 'OPEN'
     AND (latest.by NOT IN ('PERSON', 'UNKNOWN') OR (latest.by = 'UNKNOWN' AND e.facts ->> 'majority' = 'MINOR'))
   ORDER BY latest.case_ref, latest.purpose`;

export interface AskAnewOptions {
  readonly dataSource: DataSource;
  readonly vault: IdentityVault;
  readonly publishing: Publishing;
  readonly referrals: WithdrawnReferrals;
  readonly now: () => Date;
}

/** Ends what others decided for somebody who may be 18 by now. To be run at intervals. */
export class AskAnew {
  constructor(private readonly options: AskAnewOptions) {}

  /** Gives the number of consents that ended. */
  async execute(): Promise<number> {
    const { dataSource, vault, publishing, referrals, now } = this.options;
    return retryingTransaction(dataSource, async (tx) => {
      await lockRegister(tx);
      const standing = await tx.rows<Standing>(STANDING_SQL);
      const identities = await vault.open(tx, [...new Set(standing.map(({ caseRef }) => caseRef))]);
      const today = now().toISOString().slice(0, 10);
      const ended = standing.filter(({ caseRef, ...consent }) =>
        mustBeAskedAnew(consent, identities.get(caseRef)?.birthDate ?? null, today),
      );
      for (const { caseRef, purpose, by } of ended) {
        await addEndedByMajority(tx, caseRef, purpose, by, now());
        if (REFERRAL_PURPOSES.includes(purpose)) await referrals.withdrawReferralsOf(tx, caseRef, purpose);
      }
      await publishing.bringUpToDate(tx, [...new Set(ended.map(({ caseRef }) => caseRef))]);
      return ended.length;
    });
  }
}
