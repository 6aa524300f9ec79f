import { type SeededRandom } from '../../records/random.js';

/** A whole calendar day. */
export interface BirthDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to the month's last. */
  readonly day: number;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const MINORS = 0.15;
const OLDEST = 68;

export function daysIn(month: number): number {
  return DAYS[month - 1] ?? 30;
}

export function dayOfYear(random: SeededRandom, year: number): BirthDay {
  const month = random.integer(1, 12);
  return { year, month, day: random.integer(1, daysIn(month)) };
}

/** Birth day of a victim registered in `year`: one in seven a minor, most between 18 and 40. */
export function victimsBirthDay(random: SeededRandom, year: number): BirthDay {
  return dayOfYear(random, year - ageOf(random));
}

function ageOf(random: SeededRandom): number {
  if (random.chance(MINORS)) return 17 - Math.floor(12 * random.next() ** 2);
  return Math.min(OLDEST, 18 + Math.floor(-11 * Math.log(1 - random.next())));
}
