import { ProblemError } from '#http';
import { isPossibleDay, latestDay } from '../intake/dates.js';

/** @throws ProblemError 422 `impossible-day` unless the day is one from 1990 to today, wherever today is latest */
export function pastDay(field: string, day: string, now: Date): string {
  if (isPossibleDay(day, latestDay(now))) return day;
  throw new ProblemError(422, 'impossible-day', 'A day of what happened lies between 1990 and today.', { field });
}

/** A day long after the one that it follows is a slip of the pen. @throws ProblemError 422 `day-too-far` */
export function withinYears(field: string, from: string, to: string, years: number): void {
  const last = `${Number(from.slice(0, 4)) + years}${from.slice(4)}`;
  if (to <= last) return;
  throw new ProblemError(422, 'day-too-far', `This day lies more than ${years} years after the one that it follows.`, {
    field,
  });
}

/** @throws ProblemError 422 `days-out-of-order` */
export function inOrder(field: string, from: string, to: string): void {
  if (from <= to) return;
  throw new ProblemError(422, 'days-out-of-order', 'This day lies before the one that it follows.', { field });
}
