import { type ArgumentsHost, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Response } from 'express';
import { PROBLEM_JSON, problemBody } from './problem-body.js';
import { ProblemError } from './problem-error.js';

/** Takes fields and a fixed text, like pino. */
export interface ProblemLog {
  error(fields: object, message: string): void;
}

export type ProblemOf = (error: unknown) => ProblemError | undefined;

const STATUS_CODES: Readonly<Record<number, [code: string, title: string]>> = {
  400: ['bad-request', 'The request is not valid.'],
  404: ['not-found', 'There is no such thing here for this caller.'],
  405: ['method-not-allowed', 'The method is not allowed here.'],
  413: ['too-large', 'The body is larger than this route allows.'],
  415: ['unsupported-media-type', 'The media type, charset or content encoding of the body is not supported here.'],
  503: ['unavailable', 'The service cannot do this at the moment. Try again.'],
};

/**
 * Every error of a request becomes problem details. Only a `ProblemError` speaks for itself; of all others only the status
 * is kept, because their texts may quote the body. What nobody expected is a 500 and goes to the log.
 */
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: ProblemLog,
    private readonly known: ProblemOf = () => undefined,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const problem = this.problemOf(error);
    const body = problemBody(problem);
    if (problem.status >= 500) {
      this.log.error({ err: error, instance: body.instance, code: problem.code }, 'request failed');
    }
    // A body that was being streamed cannot change its status any more: cut it, so that nobody takes it for complete.
    if (response.headersSent) return void response.destroy();
    response.status(problem.status).type(PROBLEM_JSON).send(JSON.stringify(body));
  }

  private problemOf(error: unknown): ProblemError {
    if (error instanceof ProblemError) return error;
    const known = this.known(error);
    if (known !== undefined) return known;
    return withStatus(statusOf(error));
  }
}

/** Nest's exceptions, and the errors of Express's body parser, which carry `status` and `expose`. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  return typeof status === 'number' && expose === true ? status : 500;
}

function withStatus(status: number): ProblemError {
  const entry = STATUS_CODES[status];
  if (entry !== undefined) return new ProblemError(status, ...entry);
  if (status >= 400 && status < 500) return new ProblemError(status, 'bad-request', 'The request is not valid.');
  return new ProblemError(500, 'internal', 'The service failed. The log names this instance.');
}
