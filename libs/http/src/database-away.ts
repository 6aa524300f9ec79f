import { isTransient } from '#persistence';
import { ProblemError } from './problem-error.js';

/** 503 for a database that is away: the caller can only wait. `undefined` for any other error. */
export function databaseAway(error: unknown): ProblemError | undefined {
  if (!isTransient(error)) return undefined;
  return new ProblemError(503, 'database-away', 'The database is away. Try again in a moment.');
}
