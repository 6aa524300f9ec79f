import { ORG_TYPE, type CountryCode, type ListedService } from '#contracts';
import { isEnforcementBody } from '#domain';
import type { Transaction } from '#persistence';
import type { ForeignListing } from './directory-store.js';

/** Types of bodies that may be told of others' persons (rule 12). */
const RECEIVING = ORG_TYPE.filter((type) => !isEnforcementBody(type));

/** An organisation of the country that takes referrals. */
export interface ReceivingOrganisation {
  readonly organisation: string;
  readonly listing: ListedService;
}

const TAKES_REFERRALS = `body_type = ANY ($1::text[]) AND listing ->> 'listed' = 'true'`;

/** Who stands behind a reference and takes referrals now; undefined: nobody, or law enforcement. */
export async function receivingOrganisation(
  tx: Transaction,
  organisationRef: string,
): Promise<ReceivingOrganisation | undefined> {
  const sql = `SELECT organisation, listing FROM directory.own_organisation
                WHERE ${TAKES_REFERRALS} AND organisation_ref = $2::uuid`;
  return (await tx.rows<ReceivingOrganisation>(sql, [RECEIVING, organisationRef]))[0];
}

/** The country's own directory, as one organisation of it sees it: without itself and without law enforcement. */
export async function domesticListings(
  tx: Transaction,
  country: CountryCode,
  asking: string,
): Promise<ForeignListing[]> {
  return tx.rows<ForeignListing>(
    `SELECT $3::text AS country, organisation_ref AS "organisationRef", listing FROM directory.own_organisation
      WHERE ${TAKES_REFERRALS} AND organisation <> $2 ORDER BY organisation_ref`,
    [RECEIVING, asking, country],
  );
}
