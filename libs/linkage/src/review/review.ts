import type { MatchDecision, MatchOutcome } from '#contracts';
import type { RankedMention } from '../cluster/cluster-ref.js';

/** What a country was told last about a match. */
export type Told = 'PROPOSED' | MatchOutcome;

/** One of the two countries of a match, with its own mention. */
export interface ReviewSide extends RankedMention {
  /** False once the mention is retracted; its month does not matter then. */
  readonly standing: boolean;
  /** The country's own last answer, about its own mention; `null`: silence. */
  readonly said: MatchDecision | null;
  /** `null`: it knows nothing of the match. */
  readonly told: Told | null;
}

/** The question whether two mentions of two countries are one person, with everything that decides who hears what. */
export interface Review {
  readonly matchRef: string;
  /** Whether their score is in the review band or above, now. */
  readonly candidate: boolean;
  /** Whether both said SAME in a chain of such answers that an owner contradicts. */
  readonly contested: boolean;
  /** In any order. */
  readonly sides: readonly [ReviewSide, ReviewSide];
}

/** One country is to be told something. */
export interface Notice<S extends ReviewSide = ReviewSide> {
  readonly to: S;
  readonly about: S;
  readonly told: Told;
}
