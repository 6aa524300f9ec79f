import { CASE_EVENTS } from './case-events.js';
import type { EventDefinition } from './envelope.js';
import { ClockRead } from './clock-events.js';
import { DIRECTORY_EVENTS } from './directory-events.js';
import { ErasureConfirmed, ErasureRequested } from './erasure-events.js';
import { SharingStopConfirmed, SharingStopped } from './sharing-events.js';
import { FIGURES_EVENTS } from './figures-events.js';
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
import { REFERRAL_COMMANDS } from './referral-commands.js';
import { REFERRAL_OUTCOMES } from './referral-outcomes.js';

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
  ...REFERRAL_COMMANDS,
  ...REFERRAL_OUTCOMES,
  ...DIRECTORY_EVENTS,
  ...FIGURES_EVENTS,
  ClockRead,
  ErasureRequested,
  ErasureConfirmed,
  SharingStopped,
  SharingStopConfirmed,
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
