import type { CountryCode } from '#contracts';
import type { Transaction } from '#persistence';
import { COUNTED } from './counted-decisions.js';
import type { Years } from './years.js';

/** Base cells of exploitation; SEX and LABOUR mean sexual or labour exploitation only. */
export const EXPLOITATION_CELLS = ['SEX', 'LABOUR', 'BOTH', 'OTHER'] as const;
export const CITIZENSHIP_CELLS = ['OWN', 'FOREIGN'] as const;

/** Persons of one country and year; `exploitation` and `citizenshipGroup` are `null` in a total. */
export interface IdentifiedRow {
  readonly metric: 'V1_government_identified' | 'V2_ngo_or_other_identified' | 'V2x_not_also_government';
  readonly country: CountryCode;
  readonly year: number;
  readonly exploitation: string | null;
  readonly citizenshipGroup: string | null;
  readonly persons: number;
}

const TOTALS_SQL = `
  WITH ${COUNTED}
  SELECT year, count(DISTINCT person_ref) FILTER (WHERE counted.government)::int AS v1,
         count(DISTINCT person_ref) FILTER (WHERE NOT counted.government)::int AS v2,
         count(DISTINCT person_ref) FILTER (WHERE NOT counted.government AND NOT EXISTS (
           SELECT 1 FROM counted g WHERE g.government AND g.person_ref = counted.person_ref AND g.year <= counted.year
         ))::int AS v2x
    FROM generate_series($1::int, $2::int) AS year LEFT JOIN counted USING (year)
   GROUP BY year ORDER BY year`;

const BREAKDOWN_SQL = `
  WITH ${COUNTED},
  person_year AS (
    SELECT DISTINCT ON (year, person_ref) year, replace(facts ->> 'rollup', '_ONLY', '') AS exploitation,
           facts ->> 'ownOrForeign' AS citizenship
      FROM counted WHERE government AND year BETWEEN $1 AND $2
     ORDER BY year, person_ref, decided_on, case_ref)
  SELECT year, exploitation, citizenship, count(*)::int AS persons FROM person_year GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;

interface TotalsRow {
  readonly year: number;
  readonly v1: number;
  readonly v2: number;
  readonly v2x: number;
}

interface CellRow {
  readonly year: number;
  readonly exploitation: string;
  readonly citizenship: string;
  readonly persons: number;
}

/** V1, V2 and V2x of each year, zero rows included. */
export async function identifiedTotals(tx: Transaction, country: CountryCode, years: Years): Promise<IdentifiedRow[]> {
  const rows = await tx.rows<TotalsRow>(TOTALS_SQL, [years.from, years.to]);
  const total = { country, exploitation: null, citizenshipGroup: null };
  return rows.flatMap(({ year, v1, v2, v2x }) => [
    { metric: 'V1_government_identified', ...total, year, persons: v1 },
    { metric: 'V2_ngo_or_other_identified', ...total, year, persons: v2 },
    { metric: 'V2x_not_also_government', ...total, year, persons: v2x },
  ]);
}

/**
 * V1 of each year by exploitation and citizenship: the eight base cells with their zeros, and any cell with UNKNOWN that
 * holds somebody, so that the cells of a year always add up to its total.
 */
export async function identifiedCells(tx: Transaction, country: CountryCode, years: Years): Promise<IdentifiedRow[]> {
  const found = await tx.rows<CellRow>(BREAKDOWN_SQL, [years.from, years.to]);
  const cells = new Map<string, IdentifiedRow>();
  const put = (year: number, exploitation: string, citizenshipGroup: string, persons: number) =>
    cells.set(`${year} ${exploitation} ${citizenshipGroup}`, {
      ...{ metric: 'V1_government_identified', country, year },
      ...{ exploitation, citizenshipGroup, persons },
    });
  for (let year = years.from; year <= years.to; year += 1) {
    for (const exploitation of EXPLOITATION_CELLS) {
      for (const citizenship of CITIZENSHIP_CELLS) put(year, exploitation, citizenship, 0);
    }
    for (const cell of found.filter((row) => row.year === year)) {
      put(year, cell.exploitation, cell.citizenship, cell.persons);
    }
  }
  return [...cells.values()];
}
