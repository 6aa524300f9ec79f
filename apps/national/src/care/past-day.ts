import { ProblemError } from '#http';
import { isPossibleDay, latestDay } from '../intake/dates.js';

/** @throws ProblemError 422 `impossible-day` unless the day is one from 1990 to today, wherever today is latest */
export function pastDay(field: string, day: string, now: Date): string {
  if (isPossibleDay(day, latestDay(now))) return day;
  throw new ProblemError(422, 'impossible-day', 'A day of what happened lies between 1990 and today.', { field });
}

/** @throws ProblemError 422 `days-out-of-order` */
export function inOrder(field: string, from: string, to: string): void {
  if (from <= to) return;
  throw new ProblemError(422, 'days-out-of-order', 'This day lies before the one that it follows.', { field });
}
