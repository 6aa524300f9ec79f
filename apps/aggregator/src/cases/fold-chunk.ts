import type { CaseEvent } from '#contracts';
import { DomainError, evolve, type CaseDecision, type CaseState } from '#domain';
import type { AcceptedEvent } from '#messaging';
import { NotApplicable } from '../not-applicable.js';
import { rowOf, type CaseRow } from './case-row.js';
import type { StoredCase } from './load-cases.js';

export interface NewDecision {
  readonly caseRef: string;
  readonly version: number;
  readonly decision: CaseDecision;
}

/** Levels above this one know years only (libs/domain, `evolve`). */
const FINEST_WITH_QUARTERS = 1;

/** A case was closed or reopened; kept because figures of past years ask what was open then. */
export interface Closing {
  readonly caseRef: string;
  readonly version: number;
  readonly closed: boolean;
  readonly year: number;
}

/** What one chunk changes. Erased cases appear in `cases` as the bare fact and nowhere else. */
export interface CaseChanges {
  readonly cases: readonly CaseRow[];
  readonly decisions: readonly NewDecision[];
  /** Cases whose stored decisions were an error. Such ones of the chunk itself are missing from `decisions`. */
  readonly undecided: readonly string[];
  readonly closings: readonly Closing[];
  /** Cases that were corrected to a level without quarters: what their decisions said of a quarter goes. */
  readonly coarsened: readonly string[];
  readonly erased: readonly string[];
}

/**
 * Folds the events of one chunk, in their order, over the stored states. Pure.
 * @throws NotApplicable for the first event that contradicts its case
 */
export function foldChunk(stored: ReadonlyMap<string, StoredCase>, events: readonly AcceptedEvent[]): CaseChanges {
  const touched = new Map<string, StoredCase>();
  let decisions: NewDecision[] = [];
  const undecided = new Set<string>();
  const closings: Closing[] = [];
  const coarsened = new Set<string>();
  for (const event of events) {
    const { subject: caseRef, version } = event;
    const before = touched.get(caseRef) ?? stored.get(caseRef);
    const fact = event as unknown as CaseEvent; // the schema of its type was checked on arrival
    touched.set(caseRef, { version, state: next(before?.state, fact, event) });
    if (fact.type === 'kerege.case.decided.v1') decisions.push({ caseRef, version, decision: fact.data });
    if (fact.type === 'kerege.case.corrected.v1' && fact.data.reason === 'DECISION_ERROR') {
      undecided.add(caseRef);
      decisions = decisions.filter((told) => told.caseRef !== caseRef);
    }
    if (fact.type === 'kerege.case.corrected.v1' && fact.data.generalisation > FINEST_WITH_QUARTERS) {
      coarsened.add(caseRef);
    }
    if (fact.type === 'kerege.case.closed.v1') closings.push({ caseRef, version, closed: true, year: fact.data.year });
    if (fact.type === 'kerege.case.reopened.v1') {
      closings.push({ caseRef, version, closed: false, year: fact.data.year });
    }
  }
  const erased = new Set([...touched].filter(([, { state }]) => state.status === 'ERASED').map(([caseRef]) => caseRef));
  return {
    cases: [...touched].map(([caseRef, { version, state }]) => rowOf(caseRef, version, state)),
    decisions: decisions.filter(({ caseRef }) => !erased.has(caseRef)),
    undecided: [...undecided],
    closings: closings.filter(({ caseRef }) => !erased.has(caseRef)),
    coarsened: [...coarsened].filter((caseRef) => !erased.has(caseRef)),
    erased: [...erased],
  };
}

function next(state: CaseState | undefined, fact: CaseEvent, event: AcceptedEvent): CaseState {
  try {
    return evolve(state, fact);
  } catch (error) {
    if (error instanceof DomainError) throw new NotApplicable(error.code, event);
    throw error;
  }
}
