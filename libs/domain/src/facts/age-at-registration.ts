import type { AgeBand, Majority } from '#contracts';
import { DomainError } from '../domain-error.js';

/** Whole years, youngest and oldest that a birth date of day, month or year precision allows. */
export interface AgeBounds {
  readonly youngest: number;
  readonly oldest: number;
}

/** Older than anybody ever documented: such a birth date is a placeholder, not a fact. */
const OLDEST_HUMAN = 122;
const MAJORITY_AGE = 18;
const DATE = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/;

/**
 * Age on the day of registration as far as the birth date tells it.
 * @param birthDate `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or `null`
 * @returns `undefined` where the date is absent or cannot be true (born after registration, or over 122)
 * @throws DomainError `birth-date-malformed`
 */
export function ageBounds(birthDate: string | null, registeredOn: string): AgeBounds | undefined {
  if (birthDate === null || birthDate === '') return undefined;
  const match = DATE.exec(birthDate);
  if (match === null) throw new DomainError('birth-date-malformed', 'The birth date has none of the three precisions.');
  const [, year = '', month, day] = match;
  const oldest = ageOn(registeredOn, `${year}-${month ?? '01'}-${day ?? '01'}`);
  const youngest = ageOn(registeredOn, `${year}-${month ?? '12'}-${day ?? '31'}`);
  if (oldest < 0 || youngest > OLDEST_HUMAN) return undefined;
  return { youngest: Math.max(0, youngest), oldest };
}

/** Birthday years completed; dates compare as text, so somebody born on 29 February turns on 1 March. */
function ageOn(day: string, birth: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** CTDC's bands merged; `UNKNOWN` when the bounds fall in different bands. */
export function ageBandOf(bounds: AgeBounds | undefined): AgeBand {
  return agreed(bounds, (age) => {
    if (age < 9) return '0-8';
    if (age < MAJORITY_AGE) return '9-17';
    if (age < 30) return '18-29';
    return age < 48 ? '30-47' : '48+';
  });
}

/** Minor under 18; `UNKNOWN` when the bounds fall on both sides. */
export function majorityOf(bounds: AgeBounds | undefined): Majority {
  return agreed(bounds, (age) => (age < MAJORITY_AGE ? 'MINOR' : 'ADULT'));
}

function agreed<T>(bounds: AgeBounds | undefined, of: (age: number) => T): T | 'UNKNOWN' {
  if (bounds === undefined) return 'UNKNOWN';
  const youngest = of(bounds.youngest);
  return youngest === of(bounds.oldest) ? youngest : 'UNKNOWN';
}
