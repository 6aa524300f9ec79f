import type { MatchBasis, MatchDecision, MatchOutcome, MatchProposalData, Reviewer } from '#contracts';

/** What a country answers. */
export interface Answer {
  readonly decision: MatchDecision;
  readonly basis: MatchBasis;
  readonly reviewer: Reviewer;
}

/** One proposal as its organisation sees it: about its own record, and nothing of the other one. */
export interface Review extends Pick<MatchProposalData, 'matchRef' | 'bands' | 'explanation'> {
  readonly recordId: string;
  readonly lookalike: MatchProposalData['lookalike'] | null;
  readonly outcome: 'OPEN' | MatchOutcome;
  readonly answer: Answer | null;
  /** Once both countries said SAME: whose mention the other one is, and whom to ask there. */
  readonly contact: { readonly country: string; readonly reviewer: Reviewer } | null;
  /** Day. */
  readonly toldOn: string;
  /** Whether the own mention is still published. */
  readonly standing: boolean;
}

/** Where the question stands for this country. */
export type ReviewState = 'ASKED' | 'ANSWERED' | MatchOutcome;

/** What a list shows. */
export interface ReviewSummary {
  readonly matchRef: string;
  readonly recordId: string;
  readonly state: ReviewState;
  readonly decision: MatchDecision | null;
  readonly toldOn: string;
}

export function stateOf({ outcome, answer, standing }: Review): ReviewState {
  if (outcome !== 'OPEN') return outcome;
  if (!standing) return 'WITHDRAWN';
  return answer === null ? 'ASKED' : 'ANSWERED';
}

export function summaryOf(review: Review): ReviewSummary {
  const { matchRef, recordId, answer, toldOn } = review;
  return { matchRef, recordId, state: stateOf(review), decision: answer?.decision ?? null, toldOn };
}

/** Why there is no link; `null`: there is one. */
export type WhyNot = 'OWN_ANSWER_MISSING' | 'OWN_ANSWER' | 'NOT_CONFIRMED' | 'UNLINKED' | 'WITHDRAWN';

/**
 * What this country may know of why a match is no link. Whether the other one said DIFFERENT, UNSURE or nothing, or has not
 * even been asked yet, is one and the same code.
 */
export function whyNotLinked(review: Review): WhyNot | null {
  const state = stateOf(review);
  if (state === 'CONFIRMED') return null;
  if (state === 'UNLINKED' || state === 'WITHDRAWN') return state;
  if (review.answer === null) return 'OWN_ANSWER_MISSING';
  return review.answer.decision === 'SAME' ? 'NOT_CONFIRMED' : 'OWN_ANSWER';
}
