import { type SeededRandom } from '../../records/random.js';
import { two } from '../identifiers/digits.js';
import { type CorpusRates } from '../options.js';
import { type BirthDay, daysIn } from '../person/birth-day.js';
import { type Damage } from '../record.js';
import { type Accidents } from './clerk.js';

const YEAR_ONLY = 0.6;

/** A birth date as it was understood and typed: `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or nothing. */
export function typeBirthDate(
  birth: BirthDay,
  rates: CorpusRates,
  accidents: Accidents<Damage>,
  random: SeededRandom,
): string | null {
  const draw = random.next();
  if (draw < rates.birthDateEmpty) return null;
  const { year, month, day } = accidents.happens('year-off', rates.yearOff) ? yearOff(birth, random) : birth;
  if (draw < rates.birthDateEmpty + rates.birthDatePartial) {
    return random.chance(YEAR_ONLY) ? String(year) : `${year}-${two(month)}`;
  }
  if (accidents.occurs('new-year', rates.newYearBirthDate)) return `${year}-01-01`;
  if (day <= 12 && day !== month && accidents.happens('day-month-swapped', rates.dayMonthSwapped)) {
    return `${year}-${two(day)}-${two(month)}`;
  }
  const typedDay = accidents.happens('day-wrong', rates.dayWrong) ? otherDayOf(month, day, random) : day;
  return `${year}-${two(month)}-${two(typedDay)}`;
}

/** An age made higher or lower, by the trafficker's papers or by guess. */
function yearOff(birth: BirthDay, random: SeededRandom): BirthDay {
  const years = random.pick([1, 1, 1, 2, 2, 3]);
  const year = birth.year + (random.chance(0.6) ? -years : years);
  return { ...birth, year, day: birth.month === 2 ? Math.min(birth.day, 28) : birth.day };
}

/** Mostly one digit of the day. */
function otherDayOf(month: number, day: number, random: SeededRandom): number {
  for (;;) {
    const other = random.pick([day - 1, day + 1, day - 10, day + 10, random.integer(1, daysIn(month))]);
    if (other !== day && other >= 1 && other <= daysIn(month)) return other;
  }
}
