import { notFound } from '#http';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** A reference out of a path or query. What cannot be one is not there, like any that nobody knows. @throws ProblemError 404 */
export function refOf(text: string): string {
  if (!isUuid(text)) throw notFound();
  return text;
}
