import type { CountryCode } from '#contracts';
import type { Transaction } from '#persistence';
import { CLOSING, DECISION, EPISODE, OUTCOME } from '../anonymisation/register-tables.js';
import type { Years } from './years.js';

/** V3: persons with a case that is presumed, undecided and not closed at the end of the year; persons registered in the year. */
export interface PresumedRow {
  readonly country: CountryCode;
  readonly year: number;
  readonly openAtEnd: number;
  readonly registered: number;
}

const PRESUMED_SQL = `
  WITH episode AS MATERIALIZED (
    SELECT e.case_ref, e.person_ref, e.registered_on, (
             SELECT min(decided_on) FROM ${DECISION}, LATERAL (SELECT ${OUTCOME} AS outcome) named
              WHERE case_ref = e.case_ref AND outcome IS NOT NULL) AS first_decided_on
      FROM ${EPISODE} e WHERE e.status = 'OPEN')
  SELECT $3::text AS country, year,
         count(DISTINCT person_ref) FILTER (WHERE registered_on < next
           AND (first_decided_on IS NULL OR first_decided_on >= next)
           AND NOT coalesce((SELECT closed FROM ${CLOSING} c WHERE c.case_ref = episode.case_ref AND happened_on < next
                              ORDER BY seq DESC LIMIT 1), false))::int AS "openAtEnd",
         count(DISTINCT person_ref) FILTER (WHERE extract(year FROM registered_on) = year)::int AS registered
    FROM generate_series($1::int, $2::int) AS year CROSS JOIN LATERAL (SELECT make_date(year + 1, 1, 1) AS next) after
    LEFT JOIN episode ON registered_on < next
   GROUP BY year ORDER BY year`;

/** V3 of each year, zero rows included. */
export async function presumed(tx: Transaction, country: CountryCode, years: Years): Promise<PresumedRow[]> {
  return tx.rows<PresumedRow>(PRESUMED_SQL, [years.from, years.to, country]);
}
