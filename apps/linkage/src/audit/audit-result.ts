import type { MentionKey } from '../reviews/candidate-pairs.js';

/** Why a pair above the threshold has no edge. */
export type MissReason = 'TAGS_FLOODED' | 'NOT_FOUND';

export interface Miss {
  readonly a: MentionKey;
  readonly b: MentionKey;
  readonly reason: MissReason;
}

/** Pairs of the sample at or above one threshold. */
export interface Recall {
  /** Found through tags: an edge is stored. */
  readonly found: number;
  /** Found by comparing everybody with everybody, and not through tags. */
  readonly missed: number;
  /** found / (found + missed), millionths; 1,000,000 where there are no pairs. */
  readonly recallPpm: number;
}

/** What an audit found. */
export interface AuditResult {
  /** Mentions of the sample, and all that stand: each of the former was compared with each of the latter. */
  readonly sampled: number;
  readonly mentions: number;
  readonly statistical: Recall;
  readonly review: Recall;
  /** Share of the stored pairs in the review band or above that the scan finds by itself, millionths: how far to trust it. */
  readonly sightPpm: number;
  /** Share of all pairs that tags spare comparing, millionths. */
  readonly reductionPpm: number;
  /** Pairs that look alike beyond chance and share no tag: whoever made one of the two has wrong tags, or wrong bits. */
  readonly strangers: number;
  /** The first few. */
  readonly misses: readonly Miss[];
}

export function recallOf(found: number, missed: number): Recall {
  return { found, missed, recallPpm: ppm(found, found + missed) };
}

/** Rounded down; a share of nothing is whole. */
export function ppm(part: number, whole: number): number {
  return whole === 0 ? 1_000_000 : Math.floor((part * 1_000_000) / whole);
}
