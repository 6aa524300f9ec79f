import type { ProposalText } from '../review/proposal-text.js';
import type { PairEvidence, PairScore } from '../score/evidence.js';

/** One variant of a mention as a model compares it. */
export interface VariantBits {
  readonly v: string;
  readonly tag: string;
  /** `null` for a variant of tags alone. */
  readonly seg: Uint8Array | null;
}

/** Least scores, thousandths of a bit. */
export interface Thresholds {
  /** Two mentions count as one person. */
  readonly statistical: number;
  /** The two countries are asked. */
  readonly review: number;
  /** The two resemble each other: for explanations alone, nothing is stored of such a pair. */
  readonly keep: number;
  /** Two mentions of one source that guarantees one mention for each person. */
  readonly sameSource: number;
}

/** How pairs of mentions are judged. Pure: the same two mentions give the same evidence and score everywhere. */
export interface PairModel {
  /** Name of the encoding model whose mentions it compares, for example `person-1`. */
  readonly encoding: string;
  /** 64 hex digits; every stored edge names it. */
  readonly hash: string;
  readonly thresholds: Thresholds;
  /** The comparisons in the order of the levels of its evidence, each with the names of its levels, the first for absent. */
  readonly comparisons: readonly { readonly name: string; readonly levels: readonly string[] }[];
  /**
   * False only where the score of a pair is below `least`: sooner known than the score. Takes what `evidence` takes.
   */
  canReach(a: readonly VariantBits[], b: readonly VariantBits[], least: number): boolean;
  /** The same for a pair that shares one tag, with a segment: the other one's begins at `at` in `theirs`. */
  canReachAlone(mine: Uint8Array, theirs: Uint8Array, at: number, least: number): boolean;
  /** Compares two mentions under one epoch, by the variants whose tags both hold; order does not matter. */
  evidence(a: readonly VariantBits[], b: readonly VariantBits[]): PairEvidence;
  score(evidence: PairEvidence): PairScore;
  /** Share of pairs with this score that are one person, millionths, as calibrated off-line for what is known of such pairs. */
  posteriorPpm(evidence: PairEvidence, mbits: number): number;
  /** What people are told of a pair: bands, never scores. The one place where bands are made. */
  text(evidence: PairEvidence): ProposalText;
}
