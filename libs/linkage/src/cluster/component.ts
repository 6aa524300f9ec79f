import type { DedupScope } from '#contracts';
import type { RankedMention } from './cluster-ref.js';
import type { DecidedPairs } from './decided-pairs.js';

/** A mention as clustering sees it. */
export interface ClusterMention extends RankedMention {
  /** Whether its country guarantees one mention for each PERSON, or only for each CASE. */
  readonly dedupScope: DedupScope;
}

/** Two mentions that were compared. */
export interface ScoredPair<M> {
  readonly a: M;
  readonly b: M;
  /** log2 odds that the two are one person, in thousandths of a bit. */
  readonly mbits: number;
  /** Evidence that no agreement outweighs. */
  readonly conflict: boolean;
}

/** Mentions that links or decisions connect, with every comparison and decision among them. */
export interface Component<M extends ClusterMention> {
  readonly mentions: readonly M[];
  /** Each pair at most once. A pair that is not here could not be compared. */
  readonly pairs: readonly ScoredPair<M>[];
  readonly decided: DecidedPairs<M>;
}
