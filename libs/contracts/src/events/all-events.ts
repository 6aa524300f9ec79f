import { CASE_EVENTS } from './case-events.js';
import type { EventDefinition } from './envelope.js';
import { ErasureConfirmed, ErasureRequested } from './erasure-events.js';
import {
  BindingPublished,
  ClusterChanged,
  MatchChanged,
  MatchDecided,
  MatchProposed,
  MentionPublished,
  ProposalRecorded,
} from './mention-events.js';
import { DeliveryProblem, KeyRevoked, MemberDeclared, RecordQuarantined } from './platform-events.js';

/** Every type of event that the region knows. What is not here is refused as `unknown-type`. */
export const EVENTS = [
  ...CASE_EVENTS,
  MentionPublished,
  BindingPublished,
  ClusterChanged,
  MatchProposed,
  MatchChanged,
  MatchDecided,
  ProposalRecorded,
  ErasureRequested,
  ErasureConfirmed,
  MemberDeclared,
  KeyRevoked,
  DeliveryProblem,
  RecordQuarantined,
] as const satisfies readonly EventDefinition[];

export type EventType = (typeof EVENTS)[number]['type'];

const byType: ReadonlyMap<string, EventDefinition> = new Map(EVENTS.map((definition) => [definition.type, definition]));

/** The definition of an event type, `undefined` for a type that is not in the contract. */
export function eventDefinition(type: string): EventDefinition | undefined {
  return byType.get(type);
}
