import { createHash } from 'node:crypto';

/**
 * The digest that tells a repeat from an equivocation: SHA-256 over `JSON.stringify([type, subject, version])`, a line
 * feed, and the raw bytes of the value. Neither id nor time nor signature: a re-sent event keeps its digest.
 */
export function eventDigest(type: string, subject: string, version: number, value: Uint8Array | null): Buffer {
  const hash = createHash('sha256')
    .update(JSON.stringify([type, subject, version]))
    .update('\n');
  if (value !== null) hash.update(value);
  return hash.digest();
}
