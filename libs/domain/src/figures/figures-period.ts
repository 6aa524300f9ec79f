import { plusDays } from '../reflection/days.js';
import type { IsoDate } from '../agency-record.js';
import { startOf } from '../generalisation/event-time.js';

/** Days of a period of figures. */
export interface FiguresPeriod {
  /** `2026` or `2026-Q1`. */
  readonly name: string;
  readonly firstDay: IsoDate;
  /** The day after the last one. */
  readonly nextDay: IsoDate;
  /** `2026-01` and so on, in order. */
  readonly months: readonly string[];
}

const PERIOD = /^(199\d|20\d{2})(-Q[1-4])?$/;
const MONTHS_OF_QUARTER = 3;
const MONTHS_OF_YEAR = 12;

/** The period of that name; undefined for a text that names none from 1990 to 2099. */
export function figuresPeriod(name: string): FiguresPeriod | undefined {
  if (!PERIOD.test(name)) return undefined;
  const firstDay = startOf(name).slice(0, 10);
  const first = Number(firstDay.slice(5, 7));
  const count = name.includes('Q') ? MONTHS_OF_QUARTER : MONTHS_OF_YEAR;
  const year = name.slice(0, 4);
  const months = Array.from({ length: count }, (_, i) => `${year}-${String(first + i).padStart(2, '0')}`);
  return { name, firstDay, nextDay: plusDays(lastDayOf(months.at(-1) ?? ''), 1), months };
}

/** The 28th and as many days as the month goes on. */
function lastDayOf(month: string): IsoDate {
  let day = `${month}-28`;
  while (plusDays(day, 1).startsWith(month)) day = plusDays(day, 1);
  return day;
}
