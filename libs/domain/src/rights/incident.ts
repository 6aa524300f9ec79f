import { DomainError } from '../domain-error.js';
import type { IncidentTold } from '#contracts';

const HOUR_MS = 3_600_000;
/** In how many hours after it was noticed everybody whom a breach concerns is told. Hours. */
export const INCIDENT_HOURS = 72;

/** Somebody was told of a breach. */
export interface ToldOfIncident {
  readonly who: IncidentTold;
  /** The case of a person or guardian; `null` for others. */
  readonly caseRef: string | null;
  /** RFC 3339, UTC. */
  readonly toldAt: string;
}

/** A breach of confidentiality. */
export interface Incident {
  /** RFC 3339, UTC. */
  readonly noticedAt: string;
  /** Cases whose persons it exposed. */
  readonly caseRefs: readonly string[];
  readonly told: readonly ToldOfIncident[];
}

/** Cases of which neither the person nor a guardian has been told. */
export function untoldCases({ caseRefs, told }: Incident): readonly string[] {
  const known = new Set(told.filter(({ who }) => who === 'PERSON' || who === 'GUARDIAN').map(({ caseRef }) => caseRef));
  return caseRefs.filter((ref) => !known.has(ref));
}

/** Whether somebody who should know does not, too long after it was noticed: a person, or the coordinator. */
export function incidentOverdue(incident: Incident, now: Date): boolean {
  const late = now.getTime() > Date.parse(incident.noticedAt) + INCIDENT_HOURS * HOUR_MS;
  return late && (untoldCases(incident).length > 0 || !coordinatorTold(incident));
}

/** @throws DomainError `incident-untold` while a person whom it exposed, or the coordinator, has not been told */
export function closeIncident(incident: Incident): void {
  if (untoldCases(incident).length === 0 && coordinatorTold(incident)) return;
  throw new DomainError('incident-untold', 'Every person whom it exposed, and the coordinator, is told first.');
}

function coordinatorTold({ told }: Incident): boolean {
  return told.some(({ who }) => who === 'COORDINATOR');
}
