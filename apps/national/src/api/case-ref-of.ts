import { notFound } from '#http';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A case reference of a path. What cannot be one is not found, like one that nobody has. */
export function caseRefOf(text: string): string {
  if (!UUID.test(text)) throw notFound();
  return text;
}
