import { randomUUID } from 'node:crypto';
import type { ProblemError } from './problem-error.js';

export const PROBLEM_JSON = 'application/problem+json';

/** RFC 9457, with `code` as the extension that programs read and `instance` as the id that the log repeats. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly instance: string;
  readonly [extra: string]: unknown;
}

export function problemBody(problem: ProblemError): ProblemBody {
  return {
    ...problem.extras,
    type: `urn:kerege:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    code: problem.code,
    instance: `urn:uuid:${randomUUID()}`,
  };
}
