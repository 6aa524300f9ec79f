import { TAG_CAP_PER_SOURCE } from '../cluster/clustering-rules.js';
import type { VariantBits } from '../cluster/pair-model.js';

/** A mention as it is looked up: its source only tells whether pairs of one source are wanted. */
export interface Candidate {
  readonly source: string;
  readonly variants: readonly VariantBits[];
}

/**
 * Every pair of mentions that shares a tag, once, as indices [smaller, larger], in rising order. Sources over the cap under a
 * tag make no pairs through it; `onCrowded` is told of each such source of each tag.
 */
export function candidatePairs(
  mentions: readonly Candidate[],
  { acrossSources = false, capPerSource = TAG_CAP_PER_SOURCE, onCrowded = (_source: string): void => undefined } = {},
): [number, number][] {
  const buckets = new Map<string, Set<number>>();
  mentions.forEach(({ variants }, i) => {
    for (const { v, tag } of variants) {
      const key = `${v}:${tag}`;
      buckets.set(key, (buckets.get(key) ?? new Set()).add(i));
    }
  });
  const sourceOf = (i: number) => mentions[i]?.source ?? '';
  const found = new Set<number>();
  for (const bucket of buckets.values()) {
    const members = capped([...bucket], sourceOf, capPerSource, onCrowded);
    members.forEach((a, at) => {
      for (const b of members.slice(at + 1)) {
        if (!acrossSources || sourceOf(a) !== sourceOf(b)) found.add(a * mentions.length + b);
      }
    });
  }
  return [...found].sort((x, y) => x - y).map((pair) => [Math.floor(pair / mentions.length), pair % mentions.length]);
}

function capped(
  members: readonly number[],
  sourceOf: (i: number) => string,
  cap: number,
  onCrowded: (source: string) => void,
): readonly number[] {
  const counts = new Map<string, number>();
  for (const i of members) counts.set(sourceOf(i), (counts.get(sourceOf(i)) ?? 0) + 1);
  for (const [source, count] of counts) if (count > cap) onCrowded(source);
  return members.filter((i) => (counts.get(sourceOf(i)) ?? 0) <= cap);
}
