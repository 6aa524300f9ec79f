import type { CaseEventData, ClosureReason, Profile } from '#contracts';
import type { Level } from '../generalisation/ladder.js';

export type CaseDecision = CaseEventData['kerege.case.decided.v1'];

/** Where the case stands; FOLLOW_UP stays in the country. */
export type CaseStatus = 'REGISTERED' | 'ACTUAL' | 'NOT_A_VICTIM' | 'CLOSED' | 'VOIDED' | 'ERASED';

/** One case as its events tell it. */
export interface CaseState {
  readonly status: CaseStatus;
  readonly personRef: string;
  readonly profile: Profile;
  readonly level: Level;
  /** In the order of their versions; the last one rules. */
  readonly decisions: readonly CaseDecision[];
  readonly closed: { readonly reason: ClosureReason; readonly year: number } | null;
}

/** VOIDED and ERASED are terminal; nothing but an erasure request applies to them. */
export function isTerminal(state: CaseState): boolean {
  return state.status === 'VOIDED' || state.status === 'ERASED';
}

/** Where an open case stands by its latest decision: a second decision (appeal) supersedes the first. */
export function openStatus(decisions: readonly CaseDecision[]): 'REGISTERED' | 'ACTUAL' | 'NOT_A_VICTIM' {
  return decisions.at(-1)?.outcome ?? 'REGISTERED';
}
