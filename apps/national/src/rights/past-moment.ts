import { ProblemError } from '#http';

/** @throws ProblemError 422 `impossible-moment` for one that is none or lies ahead */
export function pastMoment(field: string, text: string, now: Date): Date {
  const at = Date.parse(text);
  if (!Number.isNaN(at) && at <= now.getTime()) return new Date(at);
  throw new ProblemError(422, 'impossible-moment', 'What happened lies before now.', { field });
}
