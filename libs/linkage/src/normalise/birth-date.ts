/** The parts of a birth date that are known. */
export interface BirthParts {
  /** `1997` */
  readonly year: string | null;
  /** `03-05` */
  readonly monthDay: string | null;
}

/** A birth date as far as it is known. */
export interface BirthDate {
  /** `1997` */
  readonly year: string | null;
  /** `03` */
  readonly month: string | null;
  /** `05` */
  readonly day: string | null;
  /** About that year: the age was guessed. */
  readonly approximate: boolean;
}

const UNKNOWN: BirthDate = { year: null, month: null, day: null, approximate: false };

/**
 * A date of day, month or year precision, with `~` behind it for about (EDTF). 1 January is the region's way of writing that
 * the day is not known: only its year counts.
 */
export function birthDate(text: string | null): BirthDate {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~)?$/.exec(text ?? '');
  if (match === null) return UNKNOWN;
  const [, year = null, month = null, day = null, about] = match;
  const coarse = month === '01' && day === '01';
  return { year, month: coarse ? null : month, day: coarse ? null : day, approximate: about !== undefined };
}

/** Year, and month with day where both are known. */
export function birthParts(text: string | null): BirthParts {
  const { year, month, day } = birthDate(text);
  return { year, monthDay: month !== null && day !== null ? `${month}-${day}` : null };
}

/**
 * A missing, partial or coarse date is completed from the one that a national number carries, unless a known part of the two
 * disagrees: then the typed one stands as it is.
 */
export function completedBirthDate(typed: BirthDate, carried: BirthDate): BirthDate {
  if (typed.day !== null || carried.day === null) return typed;
  const agrees = (a: string | null, b: string | null) => a === null || a === b;
  return agrees(typed.year, carried.year) && agrees(typed.month, carried.month) ? carried : typed;
}

/** The birth date that a Kazakh (12 digits), Kyrgyz or Uzbek (14 digits) number carries, or `null`. */
export function birthDateOfNationalId(number: string | null): string | null {
  if (number === null) return null;
  if (number.length === 12) {
    return dateOf(century(number[6], 2) + number.slice(0, 2), number.slice(2, 4), number.slice(4, 6));
  }
  if (number.length !== 14) return null;
  if (isKyrgyz(number)) return dateOf(number.slice(5, 9), number.slice(3, 5), number.slice(1, 3));
  return dateOf(century(number[0], 2) + number.slice(5, 7), number.slice(3, 5), number.slice(1, 3));
}

/** Whose number it is by its shape: Kazakh 12 digits, Tajik 9, Kyrgyz and Uzbek 14; `null` for another length. */
export function countryOfNationalId(number: string | null): 'KZ' | 'KG' | 'TJ' | 'UZ' | null {
  if (number?.length === 12) return 'KZ';
  if (number?.length === 9) return 'TJ';
  if (number?.length !== 14) return null;
  return isKyrgyz(number) ? 'KG' : 'UZ';
}

/** Sex, day, month and four digits of the year; the Uzbek number has two. */
function isKyrgyz(number: string): boolean {
  return /^[12]\d{4}(?:19|20)/.test(number) && Number(number.slice(3, 5)) <= 12;
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
