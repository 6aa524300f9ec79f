/** The parts of a birth date that are known. */
export interface BirthParts {
  /** `1997` */
  readonly year: string | null;
  /** `03-05` */
  readonly monthDay: string | null;
}

const UNKNOWN: BirthParts = { year: null, monthDay: null };

/**
 * Parts of a date of day, month or year precision. 1 January is the region's way of writing that the day is not known:
 * only its year counts.
 */
export function birthParts(date: string | null): BirthParts {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date ?? '');
  if (match === null) return UNKNOWN;
  const [, year = null, month, day] = match;
  const known = month !== undefined && day !== undefined && `${month}-${day}` !== '01-01';
  return { year, monthDay: known ? `${month}-${day}` : null };
}

/** The birth date that a Kazakh (12 digits), Kyrgyz or Uzbek (14 digits) number carries, or `null`. */
export function birthDateOfNationalId(number: string | null): string | null {
  if (number === null) return null;
  if (number.length === 12) {
    return dateOf(century(number[6], 2) + number.slice(0, 2), number.slice(2, 4), number.slice(4, 6));
  }
  if (number.length !== 14) return null;
  if (/^[12]\d{4}(?:19|20)/.test(number) && Number(number.slice(3, 5)) <= 12) {
    return dateOf(number.slice(5, 9), number.slice(3, 5), number.slice(1, 3));
  }
  return dateOf(century(number[0], 2) + number.slice(5, 7), number.slice(3, 5), number.slice(1, 3));
}

/** Digit of sex and century: 1 and 2 the 19th, 3 and 4 the 20th, 5 and 6 the 21st. */
function century(digit: string | undefined, perCentury: number): string {
  const index = Math.ceil(Number(digit) / perCentury);
  return ['18', '19', '20'][index - 1] ?? '';
}

function dateOf(year: string, month: string, day: string): string | null {
  const date = `${year}-${month}-${day}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date ? null : date;
}
