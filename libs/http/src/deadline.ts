import type { NextFunction, Request, Response } from 'express';
import { PROBLEM_JSON, problemBody } from './problem-body.js';
import { ProblemError } from './problem-error.js';

/** Time until an ordinary request is answered. What streams, in or out, ends when nothing moves (`IDLE_MS`). */
export const REQUEST_MS = 60_000;
/** A connection on which nothing moves for this long is closed. */
export const IDLE_MS = 120_000;

const ORDINARY = /^(application\/json|$)/;

/** Whether a request ends within the time of one: its body does not stream. */
export function isOrdinary({ headers }: Request): boolean {
  return ORDINARY.test(headers['content-type'] ?? '');
}

/** Answers 503 when an ordinary request takes too long, and closes its connection. An answer that has begun goes on, however long it is. */
export function deadline(limitMs: number) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (!isOrdinary(request)) return next();
    const timer = setTimeout(() => {
      if (response.headersSent) return;
      const problem = new ProblemError(503, 'timeout', 'The request took too long. Try again.');
      response
        .status(503)
        .set('Connection', 'close')
        .type(PROBLEM_JSON)
        .send(JSON.stringify(problemBody(problem)));
    }, limitMs);
    response.once('close', () => clearTimeout(timer));
    next();
  };
}
