import { createHash } from 'node:crypto';

/** What decides which mention is a cluster's first. */
export interface RankedMention {
  readonly mentionRef: string;
  readonly source: string;
  /** `2022-07` */
  readonly reportedMonth: string;
}

/** The member with the smallest (reported month, source, mentionRef). */
export function firstMember<M extends RankedMention>(members: readonly M[]): M {
  const [first, ...others] = members;
  if (first === undefined) throw new RangeError('A cluster has at least one member.');
  return others.reduce((best, other) => (rankOf(other) < rankOf(best) ? other : best), first);
}

/** Order of mentions: earliest month, then source, then reference. Unique for a (source, mentionRef). */
export function rankOf({ reportedMonth, source, mentionRef }: RankedMention): string {
  return `${reportedMonth} ${source} ${mentionRef}`;
}

/** Compares by {@link rankOf}. */
export function byRank(a: RankedMention, b: RankedMention): number {
  const [x, y] = [rankOf(a), rankOf(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The cluster's reference, derived from its first member so that a rebuilt store finds the same one. UUID v4 layout. */
export function clusterRefOf(first: Pick<RankedMention, 'mentionRef'>): string {
  return derivedUuid('cluster', first.mentionRef);
}

/** First 128 bits of SHA-256 over the parts, with the version and variant bits of a UUID v4. */
export function derivedUuid(...parts: readonly string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
