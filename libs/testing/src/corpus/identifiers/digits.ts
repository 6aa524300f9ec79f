import { type SeededRandom } from '../../records/random.js';

/** `count` random decimal digits, up to nine. */
export function digits(random: SeededRandom, count: number): string {
  return String(Math.floor(random.next() * 10 ** count)).padStart(count, '0');
}

export function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** Any decimal digit but `digit`. */
export function otherDigit(random: SeededRandom, digit: number): number {
  return (digit + random.integer(1, 9)) % 10;
}
