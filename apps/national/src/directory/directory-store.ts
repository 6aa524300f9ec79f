import { randomUUID } from 'node:crypto';
import type { CountryCode, ListedService, OrgType } from '#contracts';
import { isEnforcementBody } from '#domain';
import type { Transaction } from '#persistence';

/** What an organisation says of itself; whether it is listed is a fact beside it. */
export type Listing = Omit<ListedService, 'listed'>;

export interface OwnListing {
  readonly organisationRef: string;
  readonly listing: ListedService;
}

export interface ForeignListing {
  readonly country: CountryCode;
  readonly organisationRef: string;
  readonly listing: ListedService;
}

/** Stores an organisation's listing; its reference abroad is random and stays the same. */
export async function storeOwnListing(tx: Transaction, organisation: string, listing: ListedService): Promise<string> {
  const [row] = await tx.rows<{ ref: string }>(
    `INSERT INTO directory.own_organisation AS known (organisation, organisation_ref, listing) VALUES ($1, $2::uuid, $3::jsonb)
     ON CONFLICT (organisation) DO UPDATE SET listing = excluded.listing
     RETURNING organisation_ref AS ref`,
    [organisation, randomUUID(), JSON.stringify(listing)],
  );
  if (row === undefined) throw new Error('the directory gave no reference');
  return row.ref;
}

/** Which kind of body listed itself: law enforcement is no receiver. */
export async function storeBodyType(tx: Transaction, organisation: string, bodyType: OrgType): Promise<void> {
  const sql = 'UPDATE directory.own_organisation SET body_type = $2 WHERE organisation = $1';
  await tx.run(sql, [organisation, bodyType]);
}

export async function ownListing(tx: Transaction, organisation: string): Promise<OwnListing | undefined> {
  const sql = `SELECT organisation_ref AS "organisationRef", listing FROM directory.own_organisation WHERE organisation = $1`;
  return (await tx.rows<OwnListing>(sql, [organisation]))[0];
}

/**
 * The own organisation behind a reference that another country used; undefined: none, or one that enforces the law and receives nobody. One
 * that was listed before its type was kept is still found: what it may see is judged when it looks.
 */
export async function organisationBehind(tx: Transaction, organisationRef: string): Promise<string | undefined> {
  const sql = `SELECT organisation, body_type AS "bodyType" FROM directory.own_organisation WHERE organisation_ref = $1::uuid`;
  const [row] = await tx.rows<{ organisation: string; bodyType: OrgType | null }>(sql, [organisationRef]);
  const receives = row !== undefined && (row.bodyType === null || !isEnforcementBody(row.bodyType));
  return receives ? row.organisation : undefined;
}

export async function foreignListings(tx: Transaction, country: CountryCode | null): Promise<ForeignListing[]> {
  return tx.rows<ForeignListing>(
    `SELECT country, organisation_ref AS "organisationRef", listing FROM directory.foreign_organisation
      WHERE $1::text IS NULL OR country = $1 ORDER BY country, organisation_ref`,
    [country],
  );
}

export async function foreignListing(
  tx: Transaction,
  country: CountryCode,
  organisationRef: string,
): Promise<ForeignListing | undefined> {
  const sql = `SELECT country, organisation_ref AS "organisationRef", listing FROM directory.foreign_organisation
                WHERE country = $1 AND organisation_ref = $2::uuid`;
  return (await tx.rows<ForeignListing>(sql, [country, organisationRef]))[0];
}

export async function storeForeignListing(
  tx: Transaction,
  { country, organisationRef, listing }: ForeignListing,
): Promise<void> {
  await tx.run(
    `INSERT INTO directory.foreign_organisation (country, organisation_ref, listing) VALUES ($1, $2::uuid, $3::jsonb)
     ON CONFLICT (country, organisation_ref) DO UPDATE SET listing = excluded.listing`,
    [country, organisationRef, JSON.stringify(listing)],
  );
}

/** A key that was used stays used when it is published again. */
export async function storeForeignKey(tx: Transaction, country: CountryCode, kid: string, x: string): Promise<void> {
  await tx.run(
    'INSERT INTO directory.foreign_key (country, kid, x) VALUES ($1, $2::uuid, $3) ON CONFLICT (country, kid) DO NOTHING',
    [country, kid, x],
  );
}

/** Forgets an organisation or a key of another country. */
export async function forgetForeign(tx: Transaction, country: CountryCode, subject: string): Promise<void> {
  for (const [table, column] of [
    ['foreign_organisation', 'organisation_ref'],
    ['foreign_key', 'kid'],
  ]) {
    await tx.run(`DELETE FROM directory.${table} WHERE country = $1 AND ${column} = $2::uuid`, [country, subject]);
  }
}

/** Takes one unused key of a country, for one part; undefined: its stock is used up. */
export async function takeForeignKey(
  tx: Transaction,
  country: CountryCode,
): Promise<{ readonly kid: string; readonly x: string } | undefined> {
  const rows = await tx.rows<{ kid: string; x: string }>(
    `UPDATE directory.foreign_key AS taken SET used_at = now()
       FROM (SELECT kid FROM directory.foreign_key WHERE country = $1 AND used_at IS NULL
              LIMIT 1 FOR UPDATE SKIP LOCKED) AS free
      WHERE taken.country = $1 AND taken.kid = free.kid
     RETURNING taken.kid, taken.x`,
    [country],
  );
  return rows[0];
}
