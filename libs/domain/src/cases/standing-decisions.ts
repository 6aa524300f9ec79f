import type { DecisionOrg, DecisionOutcome } from '#contracts';

/** What a record said about the decision on its case; `outcome` is `null` where it said that nothing is decided. */
export interface StatedDecision {
  readonly outcome: DecisionOutcome | null;
  readonly org: DecisionOrg | null;
  /** ISO day. */
  readonly on: string | null;
}

/**
 * The decisions of an episode that stand, in their order: a record states the latest decision, so what it contradicts was
 * entered wrongly and counts no more. A statement replaces
 * - everything before it, where it says that nothing is decided;
 * - what was dated on its day or later: a decision is not taken before an earlier one;
 * - the statement just before it of the same body and outcome: only the day was wrong;
 * - what lacked its body or its day.
 *
 * What is left is history: an appeal, or a second body's decision.
 * @param stated in the order in which the register learnt of them
 */
export function standingDecisions<S extends StatedDecision>(stated: readonly S[]): S[] {
  return stated.filter((one, i) => {
    const later = stated.slice(i + 1);
    return one.outcome !== null && !later.some((other, distance) => replaces(other, one, distance === 0));
  });
}

function replaces(other: StatedDecision, one: StatedDecision, next: boolean): boolean {
  if (other.outcome === null || one.org === null || one.on === null) return true;
  if (other.on !== null && other.on <= one.on) return true;
  return next && other.outcome === one.outcome && other.org === one.org;
}
