import type { Transaction } from '#persistence';
import type { Years } from './years.js';

/** One count of persons, with the cases behind it. */
export interface Figure {
  readonly metric: string;
  /** A country's code, or the scope of a regional figure. */
  readonly country: string;
  readonly years: Years;
  readonly persons: number;
  readonly cases: number;
  /** Of these cases, how many carry a mention, so that a double count across a border could be seen. */
  readonly matchable: number;
}

/** V1, V2, V2x and V3 of every visible country, zeros included. */
export async function countryFigures(tx: Transaction, years: Years): Promise<Figure[]> {
  const rows = await tx.rows<{ metric: string; country: string; persons: string; cases: string; matchable: string }>(
    'SELECT * FROM reporting.country_figures($1, $2)',
    [years.from, years.to],
  );
  return rows.map(({ metric, country, persons, cases, matchable }) => ({
    metric,
    country,
    years,
    persons: Number(persons),
    cases: Number(cases),
    matchable: Number(matchable),
  }));
}

/** V4 over all visible countries: the sum, the persons of the region (at most), and the surplus of the one over the other. */
export async function regionalFigures(tx: Transaction, years: Years, scope: string): Promise<Figure[]> {
  const [row] = await tx.rows<Record<'sum_over_countries' | 'regional_unique' | 'cases' | 'matchable', string>>(
    'SELECT * FROM reporting.regional_figures($1, $2)',
    [years.from, years.to],
  );
  if (row === undefined) return [];
  const common = { country: scope, years, cases: Number(row.cases), matchable: Number(row.matchable) };
  const sum = Number(row.sum_over_countries);
  const unique = Number(row.regional_unique);
  return [
    { ...common, metric: 'V4_sum_over_countries', persons: sum },
    { ...common, metric: 'V4_regional_unique', persons: unique },
    { ...common, metric: 'V4_surplus', persons: sum - unique },
  ];
}
