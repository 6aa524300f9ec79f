import { topicOf, type CountryCode, type MentionData } from '#contracts';
import type { PlannedEvent } from './outgoing.js';

/** The events of one mention, whoever it stands for: what is published, revised or taken back looks the same for all. */
export interface MentionSubject {
  readonly country: CountryCode;
  readonly mentionRef: string;
  /** RFC 3339. Readers of bindings know the case: no finer than the case's own level. */
  readonly bindingTime: string;
}

export function mentionEvent({ country, mentionRef }: MentionSubject, data: MentionData): PlannedEvent {
  return {
    ...{ topic: topicOf(country, 'mention'), type: 'kerege.mention.published.v1', subject: mentionRef },
    ...{ time: `${data.reportedmonth}-01T00:00:00Z`, data, protective: false },
  };
}

/** `null`: a mention of nobody, or one that is taken back. */
export function bindingEvent(
  { country, mentionRef, bindingTime }: MentionSubject,
  caseRef: string | null,
): PlannedEvent {
  return {
    ...{ topic: topicOf(country, 'binding'), type: 'kerege.binding.published.v1', subject: mentionRef },
    ...{ time: bindingTime, data: { caseRef }, protective: false },
  };
}

/**
 * Takes a mention back, at once: a version without variants, then a tombstone so that compaction removes the bytes; the same
 * for its binding.
 */
export function retractionEvents(subject: MentionSubject, data: Omit<MentionData, 'variants'>): PlannedEvent[] {
  const mention = { ...mentionEvent(subject, { ...data, variants: [] }), protective: true };
  const binding = { ...bindingEvent(subject, null), protective: true };
  return [mention, { ...mention, data: null }, binding, { ...binding, data: null }];
}
