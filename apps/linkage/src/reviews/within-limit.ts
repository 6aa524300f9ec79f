import type { Notice } from '#linkage';
import type { Transaction } from '#persistence';
import { nameOf, type CandidatePairs, type MentionKey } from './candidate-pairs.js';
import { loadReviews, type LoadedReview, type LoadedSide } from './load-reviews.js';
import { openQuestions } from './told-store.js';

/** Open questions about one mention: more would be no person but a search, or a flood of namesakes. */
export const MOST_OPEN_QUESTIONS = 20;

/** A notice with what it is about. */
export interface Due {
  readonly review: LoadedReview;
  readonly notice: Notice<LoadedSide>;
}

/**
 * Of what is due, what is told: of the questions about a mention the strongest, and everything that is no question. A question that nobody
 * answers does not keep a stronger one from being put: the weakest is withdrawn, and put again once there is room.
 */
export async function withinLimit(tx: Transaction, candidates: CandidatePairs, due: readonly Due[]): Promise<Due[]> {
  const full = await fullMentions(tx, due.filter(isQuestion));
  const told = due.filter((one) => !isQuestion(one) || !full.has(nameOf(one.notice.to)));
  if (full.size > 0) {
    const reviews = await loadReviews(tx, candidates, [...full.values()]);
    for (const [name, mention] of full) {
      const asked = due.filter((one) => isQuestion(one) && nameOf(one.notice.to) === name);
      told.push(...strongest(asked, withdrawalsOf(mention, reviews, due)));
    }
  }
  return told.sort(byStrength);
}

/** Mentions with less room than there are questions about them, by name. */
async function fullMentions(tx: Transaction, questions: readonly Due[]): Promise<Map<string, MentionKey>> {
  const asked = questions.map(({ notice }) => notice.to);
  const wanted = new Map((await openQuestions(tx, asked)).map((row) => [nameOf(row), row.open]));
  for (const mention of asked) wanted.set(nameOf(mention), (wanted.get(nameOf(mention)) ?? 0) + 1);
  return new Map(
    asked
      .filter((mention) => (wanted.get(nameOf(mention)) ?? 0) > MOST_OPEN_QUESTIONS)
      .map((mention) => [nameOf(mention), mention]),
  );
}

/** How each open question about the mention would be withdrawn, of which nothing is due by itself. */
function withdrawalsOf(mention: MentionKey, reviews: readonly LoadedReview[], due: readonly Due[]): Due[] {
  const name = nameOf(mention);
  const changing = new Set(due.filter(({ notice }) => nameOf(notice.to) === name).map(({ review }) => review.matchRef));
  return reviews.flatMap((review): Due[] => {
    const [one, other] = review.sides;
    const [to, about] = nameOf(one) === name ? [one, other] : [other, one];
    const isOpen = nameOf(to) === name && to.told === 'PROPOSED' && to.said === null;
    return isOpen && !changing.has(review.matchRef) ? [{ review, notice: { to, about, told: 'WITHDRAWN' } }] : [];
  });
}

/** Those asked that are among the strongest, and the withdrawals of open ones that are not any more; of equals the open one stays. */
function strongest(asked: readonly Due[], withdrawals: readonly Due[]): Due[] {
  const ordered = [...withdrawals, ...asked].sort(
    (a, b) => strengthOf(b) - strengthOf(a) || Number(isQuestion(a)) - Number(isQuestion(b)) || byMatch(a, b),
  );
  return [
    ...ordered.slice(0, MOST_OPEN_QUESTIONS).filter(isQuestion),
    ...ordered.slice(MOST_OPEN_QUESTIONS).filter((one) => !isQuestion(one)),
  ];
}

function isQuestion({ notice }: Due): boolean {
  return notice.told === 'PROPOSED';
}

function strengthOf({ review }: Due): number {
  return review.pair?.strength ?? Number.MIN_SAFE_INTEGER;
}

function byStrength(a: Due, b: Due): number {
  return strengthOf(b) - strengthOf(a) || byMatch(a, b);
}

function byMatch(a: Due, b: Due): number {
  return a.review.matchRef < b.review.matchRef ? -1 : 1;
}
