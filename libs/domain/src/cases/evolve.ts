import type { CaseEvent, CaseEventData } from '#contracts';
import { DomainError } from '../domain-error.js';
import { attributesOffLevel } from '../generalisation/form-of-level.js';
import { isLevel, type Level } from '../generalisation/ladder.js';
import { isTerminal, openStatus, type CaseDecision, type CaseState } from './case-state.js';

/**
 * The next state of a case. Pure; the same events give the same state everywhere.
 * @throws DomainError `case-unknown`, `case-known`, `case-ended`, `case-not-closed`, `case-already-closed`,
 *   `finer-than-published`, `profile-off-level`, `quarter-too-fine`, `person-mismatch` when the event does not apply
 */
export function evolve(state: CaseState | undefined, event: CaseEvent): CaseState {
  if (event.type === 'kerege.case.registered.v1') return registered(state, event.data);
  if (state === undefined) throw new DomainError('case-unknown', 'The first event of a case is its registration.');
  if (event.type === 'kerege.case.erasure-requested.v1') return { ...state, status: 'ERASED' };
  if (isTerminal(state)) throw new DomainError('case-ended', 'A voided or erased case takes no further events.');
  switch (event.type) {
    case 'kerege.case.corrected.v1':
      return corrected(state, event.data);
    case 'kerege.case.decided.v1':
      return decided(state, event.data);
    case 'kerege.case.closed.v1':
      if (state.closed) throw new DomainError('case-already-closed', 'The case is closed.');
      return { ...state, status: 'CLOSED', closed: event.data };
    case 'kerege.case.reopened.v1':
      if (!state.closed) throw new DomainError('case-not-closed', 'Only a closed case is reopened.');
      return { ...state, status: openStatus(state.decisions), closed: null };
    case 'kerege.case.person-reassigned.v1':
      if (event.data.from !== state.personRef) {
        throw new DomainError('person-mismatch', 'The case is another person’s.');
      }
      return { ...state, personRef: event.data.to };
    case 'kerege.case.voided.v1':
      return { ...state, status: 'VOIDED' };
  }
}

/** The state after all events, in the order of their versions. */
export function foldCase(events: readonly CaseEvent[]): CaseState | undefined {
  return events.reduce<CaseState | undefined>(evolve, undefined);
}

function registered(state: CaseState | undefined, data: CaseEventData['kerege.case.registered.v1']): CaseState {
  if (state !== undefined) throw new DomainError('case-known', 'A case is registered once.');
  const level = checkedLevel(data);
  return { status: 'REGISTERED', personRef: data.personRef, profile: data.profile, level, decisions: [], closed: null };
}

function corrected(state: CaseState, data: CaseEventData['kerege.case.corrected.v1']): CaseState {
  const level = checkedLevel(data);
  if (level < state.level) throw new DomainError('finer-than-published', 'A correction never refines the level.');
  const next = { ...state, profile: data.profile, level };
  if (data.reason === 'DECISION_ERROR') return { ...next, ...standing(state, []) };
  return { ...next, decisions: level <= 1 ? state.decisions : state.decisions.map(withoutQuarter) };
}

/** The decisions of a case and where it stands by them; a closed one stays closed. */
function standing(state: CaseState, decisions: readonly CaseDecision[]): Pick<CaseState, 'decisions' | 'status'> {
  return { decisions, status: state.closed ? 'CLOSED' : openStatus(decisions) };
}

/** A coarser level takes the quarter of the decisions with it. */
function withoutQuarter({ decidedquarter: _, ...decision }: CaseDecision): CaseDecision {
  return decision;
}

function decided(state: CaseState, decision: CaseEventData['kerege.case.decided.v1']): CaseState {
  if (decision.decidedquarter !== undefined) {
    const fits = state.level <= 1 && decision.decidedquarter.startsWith(`${decision.decidedyear}-`);
    if (!fits) throw new DomainError('quarter-too-fine', 'The level or the year does not allow this quarter.');
  }
  return { ...state, ...standing(state, [...state.decisions, decision]) };
}

function checkedLevel(data: Pick<CaseEventData['kerege.case.corrected.v1'], 'profile' | 'generalisation'>): Level {
  const level = data.generalisation;
  if (!isLevel(level) || attributesOffLevel(data.profile, level).length > 0) {
    throw new DomainError('profile-off-level', 'The profile does not have the form of its level.');
  }
  return level;
}
