import type { NextFunction, Request, Response } from 'express';
import { ProblemError } from './problem-error.js';

/** Refuses an address with a NUL in its path or query: PostgreSQL stores no such text, so it can name nothing here. */
export function noNul(request: Request, _response: Response, next: NextFunction): void {
  const isNul = request.originalUrl.includes('%00');
  next(
    isNul ? new ProblemError(400, 'bad-request', 'The address holds a character that no text can have.') : undefined,
  );
}
