import { type CountryCode } from '#contracts';
import { type SeededRandom } from '../../records/random.js';
import { type BirthDay } from '../person/birth-day.js';
import { digits, otherDigit, two } from './digits.js';

/**
 * Numbers in the shape of the national ones that cannot be a living person's. KZ (IIN) and UZ (PINFL) bear a wrong check
 * digit by the usual rules, which were not verified against an official text. For KG (PIN) and TJ no check rule is known
 * to us: their running part is taken from blocks that no register reaches.
 */
export function nationalNumber(random: SeededRandom, country: CountryCode, birth: BirthDay, female: boolean): string {
  switch (country) {
    case 'KZ': {
      const century = (birth.year < 2000 ? 3 : 5) + (female ? 1 : 0);
      const body = `${two(birth.year % 100)}${two(birth.month)}${two(birth.day)}${century}${digits(random, 4)}`;
      return body + otherDigit(random, kazakhCheckDigit(body));
    }
    case 'UZ': {
      const century = (birth.year < 2000 ? 3 : 5) + (female ? 1 : 0);
      const date = `${two(birth.day)}${two(birth.month)}${two(birth.year % 100)}`;
      const body = `${century}${date}${digits(random, 6)}`;
      return body + otherDigit(random, uzbekCheckDigit(body));
    }
    case 'KG':
      return `${female ? 1 : 2}${two(birth.day)}${two(birth.month)}${birth.year}9${digits(random, 4)}`;
    case 'TJ':
      return `0${digits(random, 8)}`;
  }
}

/** A number with one digit of its running part another one, and still no living person's. */
export function withWrongDigit(random: SeededRandom, number: string): string {
  for (;;) {
    const at = number.length - random.integer(2, 4);
    const wrong = number.slice(0, at) + otherDigit(random, Number(number.charAt(at))) + number.slice(at + 1);
    if (!hasRightCheckDigit(wrong)) return wrong;
  }
}

/** Whether the last digit is what KZ's rule gives for twelve digits, or UZ's for fourteen. */
export function hasRightCheckDigit(number: string): boolean {
  const [body, check] = [number.slice(0, -1), Number(number.at(-1))];
  if (number.length === 12) return kazakhCheckDigit(body) === check;
  return number.length === 14 && uzbekCheckDigit(body) === check;
}

/** Weights 1 to 11 modulo 11; where that gives 10, weights 3 to 11, 1, 2. A second 10 is never issued: 10. */
export function kazakhCheckDigit(body: string): number {
  const sum = (shift: number) =>
    [...body].reduce((total, digit, i) => total + Number(digit) * (((i + shift) % 11) + 1), 0) % 11;
  const first = sum(0);
  return first < 10 ? first : sum(2);
}

/** Weights 7, 3, 1 in turn modulo 10. */
export function uzbekCheckDigit(body: string): number {
  return [...body].reduce((total, digit, i) => total + Number(digit) * ([7, 3, 1][i % 3] ?? 1), 0) % 10;
}
