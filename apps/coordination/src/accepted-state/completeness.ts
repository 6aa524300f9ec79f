import type { CountryCode } from '#contracts';
import type { Transaction } from '#persistence';

/** What is known to be missing. Countries attest the tables that they count themselves, not figures of case events. */
export interface Completeness {
  readonly attested: false;
  /** Events that wait for an earlier version of their subject. */
  readonly parked: number;
  /** Records refused and not yet released. */
  readonly quarantined: number;
}

/** The completeness of a country's figures; of any other scope, that of all countries that were read. */
export type CompletenessOf = (country: string) => Completeness;

export async function completeness(tx: Transaction, countries: readonly CountryCode[]): Promise<CompletenessOf> {
  const rows = await tx.rows<{ country: string; parked: string; quarantined: string }>(
    'SELECT country, parked, quarantined FROM reporting.pending WHERE country = ANY($1::text[])',
    [countries],
  );
  return (scope) => {
    const own = rows.filter(({ country }) => country === scope);
    const counted = (countries as readonly string[]).includes(scope) ? own : rows;
    return { attested: false, parked: sum(counted, 'parked'), quarantined: sum(counted, 'quarantined') };
  };
}

function sum<K extends string>(rows: readonly Record<K, string>[], key: K): number {
  return rows.reduce((total, row) => total + Number(row[key]), 0);
}
