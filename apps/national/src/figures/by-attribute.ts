import type { CountryCode } from '#contracts';
import type { Transaction } from '#persistence';
import { COUNTED } from './counted-decisions.js';
import type { Years } from './years.js';

/** V5: persons of V1 of one year by one attribute of the case with the counted decision, exact. */
export interface AttributeRow {
  readonly country: CountryCode;
  readonly year: number;
  readonly attribute: 'SEX' | 'AGE_AT_REGISTRATION' | 'CITIZENSHIP' | 'EXPLOITATION' | 'EXPLOITED_IN';
  readonly value: string;
  readonly persons: number;
}

const BY_ATTRIBUTE_SQL = `
  WITH ${COUNTED},
  person_year AS (
    SELECT DISTINCT ON (year, person_ref) year, facts FROM counted WHERE government AND year BETWEEN $1 AND $2
     ORDER BY year, person_ref, decided_on, case_ref)
  SELECT $3::text AS country, year, attribute, value, count(*)::int AS persons
    FROM person_year CROSS JOIN LATERAL (VALUES
           ('SEX', facts ->> 'sex'), ('AGE_AT_REGISTRATION', facts ->> 'majority'),
           ('CITIZENSHIP', facts ->> 'citizenship'), ('EXPLOITATION', facts ->> 'rollup'),
           ('EXPLOITED_IN', facts ->> 'homeOrAbroad')) AS cell (attribute, value)
   GROUP BY year, attribute, value ORDER BY year, attribute, value`;

/** V5 of each year: the values that occur. A year without a row had nobody. */
export async function byAttribute(tx: Transaction, country: CountryCode, years: Years): Promise<AttributeRow[]> {
  return tx.rows<AttributeRow>(BY_ATTRIBUTE_SQL, [years.from, years.to, country]);
}
