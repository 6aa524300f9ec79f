import type { NextFunction, Request, Response } from 'express';
import { ProblemError } from './problem-error.js';

/** Express's parser quotes the body in its error, and Nest passes that text on: replaced before either can. */
export function badJson(error: unknown, _request: Request, _response: Response, next: NextFunction): void {
  const isSyntax = (error as { type?: unknown }).type === 'entity.parse.failed';
  next(isSyntax ? new ProblemError(400, 'bad-json', 'The body is not valid JSON.') : error);
}
