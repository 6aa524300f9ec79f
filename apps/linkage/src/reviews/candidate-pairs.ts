import type { ProposalText } from '#linkage';
import type { Transaction } from '#persistence';

/** A mention by the name that its country gave it. */
export interface MentionKey {
  readonly source: string;
  readonly mentionRef: string;
}

/** Two mentions of two countries in the review band or above. */
export interface CandidatePair {
  readonly a: MentionKey;
  readonly b: MentionKey;
  readonly text: ProposalText;
  /** The higher, the sooner it is proposed where not everything can be. Comparable within one engine. */
  readonly strength: number;
}

/** Where an engine keeps the pairs that are worth a question to people. */
export interface CandidatePairs {
  /** Every candidate pair with at least one of these mentions in it. A pair of two of them may come twice. */
  touching(tx: Transaction, mentions: readonly MentionKey[]): Promise<CandidatePair[]>;
}

export const nameOf = ({ source, mentionRef }: MentionKey): string => `${source} ${mentionRef}`;
