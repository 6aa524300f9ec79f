import { MatchDecided, topicOf, type CountryCode, type MatchDecisionData } from '#contracts';
import type { OutgoingEvent } from '#messaging';

/** This country's answer as it leaves, with a time no finer than the day. */
export function decidedEvent(country: CountryCode, data: MatchDecisionData, at: Date): OutgoingEvent {
  return {
    ...{ topic: topicOf(country, 'review'), type: MatchDecided.type, subject: data.matchRef, data },
    time: `${at.toISOString().slice(0, 10)}T00:00:00Z`,
  };
}
