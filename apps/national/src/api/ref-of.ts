import { notFound } from '#http';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A reference out of a path. What cannot be one is not there, like any that nobody knows. @throws ProblemError 404 */
export function refOf(text: string): string {
  if (!UUID.test(text)) throw notFound();
  return text;
}
