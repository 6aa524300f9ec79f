import { ProblemError } from '#http';
import { isUuid } from './ref-of.js';

/** Another page than the one that was meant would look like an answer. */
export function badCursor(): ProblemError {
  return new ProblemError(400, 'bad-cursor', 'Send "after" exactly as the page before gave it.');
}

/** The reference that a page begins after; undefined: the first page. @throws ProblemError 400 `bad-cursor` */
export function refAfter(after: string | undefined): string | undefined {
  if (after === undefined) return undefined;
  if (!isUuid(after)) throw badCursor();
  return after;
}

/** The number that a page begins after; 0: the first page. @throws ProblemError 400 `bad-cursor` */
export function numberAfter(after: string | undefined): number {
  if (after === undefined) return 0;
  if (!/^\d{1,15}$/.test(after)) throw badCursor();
  return Number(after);
}
