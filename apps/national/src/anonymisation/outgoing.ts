import type { CountryCode } from '#contracts';
import { LADDER_HASH, startOf, type PublicationPolicy } from '#domain';
import type { OutgoingEvent } from '#messaging';

/** An event that a plan wants to send, before its time of leaving is set. */
export interface PlannedEvent extends OutgoingEvent {
  /** Leaves at once, before the shuffled batch: a person's withdrawal must not wait. */
  readonly protective: boolean;
}

/** Who publishes, and by which rules. */
export interface Publisher {
  readonly country: CountryCode;
  readonly policy: PublicationPolicy;
}

/** First instant of the quarter or year, and the rules that produced the event. */
export function caseAttributes(publisher: Publisher, quarterOrYear: string) {
  return {
    time: startOf(quarterOrYear),
    anonymizationprofile: LADDER_HASH,
    policyversion: publisher.policy.version,
  };
}
