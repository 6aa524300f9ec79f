import { badCursor } from '../api/page-after.js';

/** The place of an entry in a timeline: its time, and what tells it from others of the same instant. */
export interface Place {
  readonly at: string;
  readonly source: string;
  readonly what: string;
  readonly key: string;
}

const CURSOR = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z)~([A-Z]{1,20})~([A-Z_]{1,40})~([0-9a-f-]{1,64})$/;

/** A place as a reader names it to go on after it. */
export function cursorOf({ at, source, what, key }: Place): string {
  return [at, source, what, key].join('~');
}

/** @throws ProblemError 400 `bad-cursor` */
export function placeOf(cursor: string): Place {
  const [, at, source, what, key] = CURSOR.exec(cursor) ?? [];
  if (at === undefined || source === undefined || what === undefined || key === undefined || isNoDate(at)) {
    throw badCursor();
  }
  return { at, source, what, key };
}

function isNoDate(at: string): boolean {
  return Number.isNaN(Date.parse(at));
}
