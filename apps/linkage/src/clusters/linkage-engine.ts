import type { ClusterData, DedupScope } from '#contracts';
import type { Transaction } from '#persistence';
import type { EpochVariant } from '../mentions/encoding.js';

/** One revision of a mention. The highest version wins; at one version a retraction wins. */
export interface MentionRevision {
  readonly source: string;
  readonly mentionRef: string;
  readonly version: number;
  /** `null`: retracted. */
  readonly content: MentionContent | null;
}

export interface MentionContent {
  /** `2022-07` */
  readonly reportedMonth: string;
  readonly dedupScope: DedupScope;
  /** Of one epoch; during a rotation of two. */
  readonly variants: readonly EpochVariant[];
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

/** What revisions or decisions changed. */
export interface LinkageChanges {
  /** Every cluster whose members or status changed. */
  readonly clusters: readonly ClusterChange[];
  /** The store's numbers of mentions whose pairs, decisions or cluster may have changed: where review looks again. */
  readonly touched: readonly number[];
}

export const NO_CHANGES: LinkageChanges = { clusters: [], touched: [] };

/**
 * Decides which mentions are one person. An engine keeps its state in the transaction's database, and its clusters are a
 * function of the set of revisions and decisions that it was given, whatever their order, repetition and grouping.
 */
export interface LinkageEngine {
  /** Takes revisions in. */
  apply(tx: Transaction, mentions: readonly MentionRevision[]): Promise<LinkageChanges>;
  /** Takes decisions in, also about mentions that are not known yet. */
  decide(tx: Transaction, decisions: readonly MatchDecision[]): Promise<LinkageChanges>;
}

export const LINKAGE_ENGINE = Symbol('LinkageEngine');
