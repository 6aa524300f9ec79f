import type { MessageHeaders } from '../kafka/fetched-message.js';

/** The one value of a header; undefined where it is missing, empty, or there more than once (which one would count?). */
export function headerValue(headers: MessageHeaders, name: string): string | undefined {
  const value = headers[name];
  // Latin-1 never merges two byte sequences into one text; every attribute is checked against an ASCII pattern.
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Bytes of all names and values: one character of Latin-1 is one byte. */
export function headerBytes(headers: MessageHeaders): number {
  let bytes = 0;
  for (const name in headers) {
    const value = headers[name];
    bytes += name.length;
    if (typeof value === 'string') bytes += value.length;
    else for (const one of value ?? []) bytes += one?.length ?? 0;
  }
  return bytes;
}
