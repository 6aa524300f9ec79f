import { COUNTRIES, isCountryCode, type CountryCode } from '#contracts';
import { ProblemError } from '#http';
import type { Years } from '../accepted-state/years.js';

/** What a caller asks for; `years` undefined: from the first to the last decided year. */
export interface IndicatorsRequest {
  readonly years: Years | undefined;
  /** In the order of the contract, each once. */
  readonly countries: readonly CountryCode[];
}

/** As in the contract of events. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
/** Years in one answer; each one is a count over all cases. */
export const MOST_YEARS = 30;

/** @throws ProblemError 400 `bad-years`, `bad-countries` */
export function indicatorsRequest(years: string | undefined, countries: string | undefined): IndicatorsRequest {
  return { years: yearsOf(years), countries: countriesOf(countries) };
}

function yearsOf(text: string | undefined): Years | undefined {
  if (text === undefined) return undefined;
  const [, first, last] = /^(\d{4})(?:-(\d{4}))?$/.exec(text) ?? [];
  const from = Number(first);
  const to = Number(last ?? first);
  if (from >= FIRST_YEAR && from <= to && to <= LAST_YEAR && to - from < MOST_YEARS) return { from, to };
  throw new ProblemError(
    400,
    'bad-years',
    `Give years as 2022 or 2018-2023, from ${FIRST_YEAR} to ${LAST_YEAR}, at most ${MOST_YEARS} of them.`,
  );
}

/** @throws ProblemError 400 `bad-countries` */
export function countriesOf(text: string | undefined): readonly CountryCode[] {
  const asked = text?.split(',') ?? COUNTRIES;
  if (!asked.every(isCountryCode)) {
    throw new ProblemError(
      400,
      'bad-countries',
      `Give countries as a comma separated list of ${COUNTRIES.join(', ')}.`,
    );
  }
  return COUNTRIES.filter((country) => asked.includes(country));
}
