import { createHash } from 'node:crypto';

/**
 * The subject under which all entries of a member and side stand in `regional.members`: derived from its code, so that
 * every writer finds the same one, and in the layout of a version 4 UUID as every subject.
 */
export function memberSubject(code: string): string {
  const hash = createHash('sha256').update('kerege-member-v1\n').update(code).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x40, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
