import { VARIANTS, type EncodedVariant } from '#contracts';
import type { AttackView } from './view.testing.js';

/**
 * What linkage sees of mentions: how many encodings of each variant, sizes of the groups that share a tag, bits set, and how
 * far the segments of two mentions that share a tag agree.
 */
export function saltedView(mentions: readonly (readonly EncodedVariant[])[]): AttackView {
  const groups = new Map<string, number[]>();
  mentions.forEach((variants, node) => {
    for (const { v, tag } of variants) {
      const group = groups.get(`${v}${tag}`);
      if (group) group.push(node);
      else groups.set(`${v}${tag}`, [node]);
    }
  });
  const segments = mentions.map(segmentsByTag);
  const seen: Seen = mentions.map(() => new Map<number, number>());
  for (const [tag, group] of groups) {
    for (const a of group) for (const b of group) if (a < b) see(seen, segments, tag, a, b);
  }
  return {
    features: mentions.map((variants, node) => [
      ...VARIANTS.flatMap((v) => [copies(variants, v), groupSize(variants, v, groups)]),
      ...nearest(seen, node),
      meanBitsSet(variants),
    ]),
    similarity: (a, b) => seen[a]?.get(b) ?? 0,
  };
}

/** For each mention the mentions that share a tag with it, and how far the two agree. */
type Seen = readonly Map<number, number>[];

function segmentsByTag(variants: readonly EncodedVariant[]): Map<string, Buffer> {
  return new Map(
    variants.flatMap(({ v, tag, seg }) => (seg === undefined ? [] : [[`${v}${tag}`, Buffer.from(seg, 'base64')]])),
  );
}

/** For what a tag ties together without segments, as a shared number does. */
const TIE = 0.5;

function see(seen: Seen, segments: readonly Map<string, Buffer>[], tag: string, a: number, b: number): void {
  const [one, other] = [segments[a]?.get(tag), segments[b]?.get(tag)];
  const similarity = Math.max(one && other ? agreement(one, other) : TIE, seen[a]?.get(b) ?? 0);
  seen[a]?.set(b, similarity);
  seen[b]?.set(a, similarity);
}

/** 0 for chance, 1 for equal: twice the share of equal bits above a half. */
function agreement(a: Buffer, b: Buffer): number {
  let equal = 0;
  for (let i = 0; i < a.length; i += 1) equal += BITS_OF_BYTE - bitsOf((a[i] ?? 0) ^ (b[i] ?? 0));
  return Math.max(0, (2 * equal) / (a.length * BITS_OF_BYTE) - 1);
}

const BITS_OF_BYTE = 8;

function bitsOf(byte: number): number {
  let count = 0;
  for (let rest = byte; rest > 0; rest &= rest - 1) count += 1;
  return count;
}

function copies(variants: readonly EncodedVariant[], v: string): number {
  return variants.filter((variant) => variant.v === v).length;
}

/** log2 of the mean size of the variant's groups. */
function groupSize(variants: readonly EncodedVariant[], v: string, groups: Map<string, number[]>): number {
  const sizes = variants.filter((each) => each.v === v).map(({ tag }) => groups.get(`${v}${tag}`)?.length ?? 1);
  return sizes.length === 0 ? 0 : Math.log2(sizes.reduce((a, b) => a + b, 0) / sizes.length);
}

/** How many neighbours a mention has, and how far it agrees with the three nearest. */
function nearest(seen: Seen, node: number): number[] {
  const sorted = [...(seen[node]?.values() ?? [])].sort((a, b) => b - a);
  return [Math.log2(1 + sorted.length), ...[0, 1, 2].map((rank) => sorted[rank] ?? 0)];
}

function meanBitsSet(variants: readonly EncodedVariant[]): number {
  const segs = variants.flatMap(({ seg }) => (seg === undefined ? [] : [Buffer.from(seg, 'base64')]));
  return segs.reduce((sum, seg) => sum + seg.reduce((bits, byte) => bits + bitsOf(byte), 0), 0) / (segs.length || 1);
}
