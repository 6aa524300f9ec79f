import { Temporal } from 'temporal-polyfill';
import type { IsoDate } from '../agency-record.js';

/** The day so many days after (before, where negative) an ISO day. */
export function plusDays(day: IsoDate, days: number): IsoDate {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** ISO days of four-digit years order as texts. */
export function earlierDay(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b;
}

/** ISO days of four-digit years order as texts. */
export function laterDay(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b;
}
