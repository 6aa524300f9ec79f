import { decisionClass, topicOf, type CaseEventData, type CaseEventType, type Profile } from '#contracts';
import {
  consentState,
  DomainError,
  LAST_LEVEL,
  profileAt,
  quarterOf,
  statisticsScope,
  tupleKeys,
  type CaseDecision,
  type Level,
} from '#domain';
import { caseAttributes, type PlannedEvent, type Publisher } from './outgoing.js';
import type { Publication } from './publication.js';
import type { RegisterCase, RegisterDecision } from './register-case.js';

export interface CasePlan {
  readonly events: readonly PlannedEvent[];
  readonly next: Publication;
}

type Send = <T extends CaseEventType>(type: T, data: CaseEventData[T], at: string, protective?: boolean) => void;

/**
 * The case events that bring what has left up to what the register holds. Pure.
 * @param level the rung that levelling allows, never finer than the published one
 * @throws DomainError where the register's row cannot be published: the caller lets nothing leave then
 */
export function planCase(row: RegisterCase, published: Publication, level: Level, publisher: Publisher): CasePlan {
  const events: PlannedEvent[] = [];
  const send: Send = (type, data, at, protective = false) => {
    const topic = topicOf(publisher.country, 'case');
    events.push({ topic, type, subject: row.caseRef, data, protective, ...caseAttributes(publisher, at) });
  };
  if (row.status !== 'OPEN') return { events, next: ended(row.status, published, send) };
  checkKeys(row);
  const scope = statisticsScope(consentState(row.consents, 'ANONYMISED_STATISTICS'));
  const target: Level = scope === 'MINIMAL' ? LAST_LEVEL : level;
  const profile = profileAt(row.facts, target);
  if (published.level === null) {
    send(
      'kerege.case.registered.v1',
      { personRef: row.personRef, profile, generalisation: target },
      profile.registered,
    );
  } else {
    const withdrawn = scope === 'MINIMAL' && published.level < LAST_LEVEL;
    reassigned(row, published, profile, send);
    const reason = withdrawn ? 'CONSENT_WITHDRAWN' : sameFacts(row, published) ? 'GROUP_TOO_SMALL' : 'ENTRY_ERROR';
    corrected(published, target, profile, reason, send);
  }
  const decisions = decided(row, published, target, profile, send);
  const closingSeq = scope === 'MINIMAL' ? published.closingSeq : closed(row, published, target, send);
  const next: Publication = {
    ...published,
    ...{ level: target, profile, personRef: row.personRef, decisions, closingSeq },
    ...{ seenKeys: row.keys, seenOn: row.registeredOn, problem: null },
  };
  return { events, next };
}

/** Levelling counted the register's keys: they must be those of the facts that would leave. */
function checkKeys(row: RegisterCase): void {
  const keys = tupleKeys(row.facts);
  if (keys.length === row.keys.length && keys.every((key, i) => key === row.keys[i])) return;
  throw new DomainError('tuple-keys-differ', 'The register’s tuple keys are not those of its facts.');
}

/** A case that never left has nothing to take back. */
function ended(status: 'VOIDED' | 'ERASED', published: Publication, send: Send): Publication {
  if (published.ended === status || published.ended === 'ERASED') return published;
  const at = published.profile?.registered;
  if (at !== undefined && status === 'VOIDED') send('kerege.case.voided.v1', {}, at, true);
  if (at !== undefined && status === 'ERASED') send('kerege.case.erasure-requested.v1', { scope: 'ALL' }, at, true);
  return { ...published, ended: status };
}

function reassigned(row: RegisterCase, published: Publication, profile: Profile, send: Send): void {
  if (published.personRef === null || published.personRef === row.personRef) return;
  send('kerege.case.person-reassigned.v1', { from: published.personRef, to: row.personRef }, profile.registered);
}

type CorrectionReason = CaseEventData['kerege.case.corrected.v1']['reason'];

function corrected(published: Publication, level: Level, profile: Profile, reason: CorrectionReason, send: Send): void {
  const before = published.profile;
  if (before === null || (published.level === level && same(before, profile))) return;
  const protective = reason === 'CONSENT_WITHDRAWN';
  send('kerege.case.corrected.v1', { profile, generalisation: level, reason }, profile.registered, protective);
}

/** Whether the register holds what it held when the case last left: then only its group can have shrunk. */
function sameFacts(row: RegisterCase, published: Publication): boolean {
  return row.keys.every((key, i) => key === published.seenKeys?.[i]);
}

/** jsonb keeps its own order of keys. */
function same(a: Profile, b: Profile): boolean {
  const sorted = (profile: Profile) => JSON.stringify(Object.entries(profile).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}

/**
 * Sends the decisions that have not left, and gives all that stand then. Where one that has left stands no more, as the level
 * shows it, a correction takes all of them back and those that stand leave anew.
 */
function decided(row: RegisterCase, published: Publication, level: Level, profile: Profile, send: Send) {
  const standing = row.decisions.map((decision) => decisionData(decision, level));
  const told = published.decisions.map((decision) => shownAt(decision, level));
  const allStand = told.every((decision, i) => sameDecision(decision, standing[i]));
  if (!allStand) {
    const correction = { profile, generalisation: level, reason: 'DECISION_ERROR' } as const;
    send('kerege.case.corrected.v1', correction, profile.registered);
  }
  for (const data of standing.slice(allStand ? told.length : 0)) {
    send('kerege.case.decided.v1', data, data.decidedquarter ?? String(data.decidedyear));
  }
  return standing;
}

/**
 * Sends the closings and reopenings that have not left; gives the highest `seq` that has. At the last rung, where a case may
 * stand for one person, why a case was closed stays in the country.
 */
function closed(row: RegisterCase, published: Publication, level: Level, send: Send): number {
  const fresh = row.closings.filter(({ seq }) => seq > published.closingSeq);
  for (const turn of fresh) {
    const { year } = turn;
    const [hidden, at] = [level === LAST_LEVEL, String(year)];
    if (turn.closed) send('kerege.case.closed.v1', { reason: hidden ? 'OTHER' : turn.reason, year }, at);
    else send('kerege.case.reopened.v1', { reason: hidden ? 'OTHER' : turn.reason, year }, at);
  }
  return fresh.at(-1)?.seq ?? published.closingSeq;
}

/** A coarser level takes the quarter with it, here as in the region. */
function shownAt({ decidedquarter, ...decision }: CaseDecision, level: Level): CaseDecision {
  return level <= 1 && decidedquarter !== undefined ? { ...decision, decidedquarter } : decision;
}

function sameDecision(a: CaseDecision, b: CaseDecision | undefined): boolean {
  return (
    a.outcome === b?.outcome &&
    a.decidedby === b.decidedby &&
    a.decidedyear === b.decidedyear &&
    a.decidedquarter === b.decidedquarter
  );
}

/** The body's class, never its code; the quarter only where the level shows the quarter of registration. */
function decisionData({ org, decidedOn, outcome }: RegisterDecision, level: Level): CaseDecision {
  if (org === null || decidedOn === null) {
    throw new DomainError('decision-incomplete', 'A decision has no deciding body or no date.');
  }
  const quarter = quarterOf(decidedOn);
  return {
    outcome,
    decidedby: decisionClass(org),
    decidedyear: Number(decidedOn.slice(0, 4)),
    ...(level <= 1 ? { decidedquarter: quarter } : {}),
  };
}
