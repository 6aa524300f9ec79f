import { createHash } from 'node:crypto';
import type { CountryCode, FigureTable } from '#contracts';

/** Subject of a country's events about one table of one period: the same one from every store that the country ever has. */
export function figuresRef(country: CountryCode, table: FigureTable, period: string): string {
  return derived(['figures', country, table, period]);
}

/** Subject of a country's attestations of one period. */
export function attestationRef(country: CountryCode, period: string): string {
  return derived(['attestation', country, period]);
}

/** The first 16 bytes of SHA-256 over `kerege-figures-v1` and the parts, each ended by a line feed, in the layout of a version 4 UUID. */
function derived(parts: readonly string[]): string {
  const text = ['kerege-figures-v1', ...parts].map((part) => `${part}\n`).join('');
  const hash = createHash('sha256').update(text).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x40, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
