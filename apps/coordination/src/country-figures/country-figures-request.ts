import { FIGURE_TABLE, type CountryCode, type FigureTable } from '#contracts';
import { figuresPeriod } from '#domain';
import { ProblemError } from '#http';
import { countriesOf } from '../indicators/indicators-request.js';

/** One table of one period, of some countries in the order of the contract. */
export interface CountryFiguresRequest {
  readonly table: FigureTable;
  readonly period: string;
  readonly countries: readonly CountryCode[];
}

/** @throws ProblemError 400 `bad-table`, `bad-period`, `bad-countries` */
export function countryFiguresRequest(
  table: string | undefined,
  period: string | undefined,
  countries: string | undefined,
): CountryFiguresRequest {
  const named = FIGURE_TABLE.find((one) => one === table);
  if (named === undefined) throw new ProblemError(400, 'bad-table', `Give one table of ${FIGURE_TABLE.join(', ')}.`);
  const known = figuresPeriod(period ?? '');
  if (known === undefined) throw new ProblemError(400, 'bad-period', 'Give a period as 2026 or 2026-Q1.');
  return { table: named, period: known.name, countries: countriesOf(countries) };
}
