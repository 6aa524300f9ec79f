import { hash } from 'node:crypto';

/**
 * The digest that tells a repeat from an equivocation: SHA-256 over `JSON.stringify([type, subject, version])`, a line
 * feed, and the raw bytes of the value. Neither id nor time nor signature: a re-sent event keeps its digest.
 */
export function eventDigest(type: string, subject: string, version: number, value: Uint8Array | null): Buffer {
  const head = Buffer.from(`${JSON.stringify([type, subject, version])}\n`);
  return hash('sha256', value === null ? head : Buffer.concat([head, value]), 'buffer');
}
