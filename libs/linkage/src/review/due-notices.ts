import { byRank } from '../cluster/cluster-ref.js';
import type { Notice, Review, ReviewSide, Told } from './review.js';

/**
 * What the two countries of a match must be told now, given what they were told already. Pure; nothing is due twice: with
 * the notices taken into account the same review gives none.
 *
 * - The side that registered earlier, by (month, source, reference), is asked first; the other one only once it said SAME,
 *   so that a mention that somebody made up to search with learns nothing.
 * - What a side hears never depends on whether the other one said DIFFERENT, UNSURE or nothing.
 * - CONFIRMED while both say SAME and both mentions stand, whatever the score: people outrank it. When that ends, for
 *   whatever reason, both hear UNLINKED and no cause.
 * - Not while people contradict each other about the chain of SAME that the match is part of: both hear UNLINKED, also where nothing
 *   was confirmed before, so that they look again; CONFIRMED once the contradiction has ended.
 * - An open question whose reason has ceased (a mention retracted, the score fallen, the first SAME taken back) is WITHDRAWN.
 *   It is put again only to a side that had not answered it.
 */
export function dueNotices<S extends ReviewSide>(review: Review & { readonly sides: readonly [S, S] }): Notice<S>[] {
  const [a, b] = review.sides;
  const [first, second] = byRank(a, b) <= 0 ? [a, b] : [b, a];
  const standing = first.standing && second.standing;
  const confirmed = standing && first.said === 'SAME' && second.said === 'SAME';
  if (confirmed && review.contested) return [...unlinked(first, second), ...unlinked(second, first)];
  const open = standing && review.candidate;
  return [
    ...noticeTo(first, second, nextOf(first, confirmed, open)),
    ...noticeTo(second, first, nextOf(second, confirmed, open && first.said === 'SAME')),
  ];
}

/** `undefined`: nothing. `asked`: whether the question should be before this side. */
function nextOf({ told, said }: ReviewSide, confirmed: boolean, asked: boolean): Told | undefined {
  if (confirmed) return told === 'CONFIRMED' ? undefined : 'CONFIRMED';
  switch (told) {
    case 'CONFIRMED':
      return 'UNLINKED';
    case 'PROPOSED':
      return asked ? undefined : 'WITHDRAWN';
    case null:
    case 'WITHDRAWN':
      return asked && said === null ? 'PROPOSED' : undefined;
    case 'UNLINKED':
      return undefined;
  }
}

/** A side that was never told anything of the match hears nothing of it now. */
function unlinked<S extends ReviewSide>(to: S, about: S): Notice<S>[] {
  return noticeTo(to, about, to.told === 'CONFIRMED' || to.told === 'PROPOSED' ? 'UNLINKED' : undefined);
}

function noticeTo<S extends ReviewSide>(to: S, about: S, told: Told | undefined): Notice<S>[] {
  return told === undefined ? [] : [{ to, about, told }];
}
