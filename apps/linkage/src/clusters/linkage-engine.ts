import type { ClusterData, EncodedVariant } from '#contracts';
import type { Transaction } from '#persistence';

/** One revision of a mention. The highest version wins; at one version a retraction wins. */
export interface MentionRevision {
  readonly source: string;
  readonly mentionRef: string;
  readonly version: number;
  /** `null`: retracted. */
  readonly content: MentionContent | null;
}

export interface MentionContent {
  readonly epoch: number;
  /** `2022-07` */
  readonly reportedMonth: string;
  readonly variants: readonly EncodedVariant[];
}

/** What a country answered to "are these two one person?", about its own mention. The highest version counts. */
export interface MatchDecision {
  readonly source: string;
  readonly mentionRef: string;
  readonly matchRef: string;
  readonly version: number;
  readonly verdict: 'SAME' | 'DIFFERENT' | 'UNSURE';
}

/** A cluster as it is now. No members: it ceased. */
export interface ClusterChange {
  readonly clusterRef: string;
  /** Sorted. */
  readonly mentionRefs: readonly string[];
  readonly status: ClusterData['status'];
  readonly cause: ClusterData['cause'];
}

/**
 * Decides which mentions are one person. An engine keeps its state in the transaction's database, and its clusters are a
 * function of the set of revisions and decisions that it was given, whatever their order, repetition and grouping.
 */
export interface LinkageEngine {
  /** Takes revisions in; gives every cluster whose members or status changed. */
  apply(tx: Transaction, mentions: readonly MentionRevision[]): Promise<ClusterChange[]>;
  /** Takes decisions in, also about mentions that are not known yet. */
  decide(tx: Transaction, decisions: readonly MatchDecision[]): Promise<ClusterChange[]>;
}

export const LINKAGE_ENGINE = Symbol('LinkageEngine');
