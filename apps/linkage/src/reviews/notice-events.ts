import {
  isCountryCode,
  MatchChanged,
  MatchProposed,
  ProposalRecorded,
  topicOf,
  type CountryCode,
  type MatchChangeData,
  type MatchProposalData,
  type ProposalRecordData,
} from '#contracts';
import { derivedUuid, type Notice } from '#linkage';
import type { OutgoingEvent } from '#messaging';
import type { LoadedReview, LoadedSide } from './load-reviews.js';

/** Where linkage keeps for itself what it has said. */
export const PROPOSAL_TOPIC = 'linkage.proposal';

/**
 * What a notice puts on the topics: one event for the country, and the record of it for linkage itself. Both subjects count
 * their versions alike, so that a rebuilt store continues the inbox after what its own topic says.
 */
export function eventsOf(review: LoadedReview, notice: Notice<LoadedSide>, time: string): OutgoingEvent[] {
  const country = countryOf(notice.to);
  const record: ProposalRecordData = {
    ...{ matchRef: review.matchRef, country, mentionRef: notice.to.mentionRef, told: notice.told },
    other: { country: countryOf(notice.about), mentionRef: notice.about.mentionRef },
  };
  const inbox = { topic: topicOf(country, 'inbox'), subject: review.matchRef, time };
  const subject = recordSubject(country, review.matchRef);
  return [
    { ...inbox, ...said(review, notice) },
    { topic: PROPOSAL_TOPIC, type: ProposalRecorded.type, subject, time, data: record },
  ];
}

/** The subject under which linkage records what a country hears of a match. */
export function recordSubject(country: string, matchRef: string): string {
  return derivedUuid('told', country, matchRef);
}

function said(review: LoadedReview, { to, about, told }: Notice<LoadedSide>): Pick<OutgoingEvent, 'type' | 'data'> {
  const own = { matchRef: review.matchRef, mentionRef: to.mentionRef };
  if (told === 'PROPOSED') {
    const data: MatchProposalData = { ...own, ...(review.pair?.text ?? { bands: [], explanation: 'OTHER' }) };
    return { type: MatchProposed.type, data };
  }
  const contact =
    told === 'CONFIRMED' && about.reviewer !== null ? { country: countryOf(about), reviewer: about.reviewer } : null;
  const data: MatchChangeData = { ...own, outcome: told, ...(contact === null ? {} : { contact }) };
  return { type: MatchChanged.type, data };
}

/** Mentions come from topics that only countries own. */
function countryOf({ source }: LoadedSide): CountryCode {
  if (!isCountryCode(source)) throw new TypeError('A mention is of a country.');
  return source;
}
