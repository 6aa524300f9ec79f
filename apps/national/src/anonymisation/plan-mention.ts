import { createHash, randomUUID } from 'node:crypto';
import { topicOf, type EncodedVariant, type MentionData } from '#contracts';
import { consentState, mayMention, timeOfProfile, type ConsentEntry, type MatchConsent } from '#domain';
import type { PlannedEvent, Publisher } from './outgoing.js';
import type { Publication } from './publication.js';
import type { RegisterCase, RegisterConsent } from './register-case.js';

const DAY_MS = 86_400_000;

/** Which model and key epoch make the encodings. */
export interface EncodingScheme {
  readonly model: string;
  readonly epoch: number;
}

/** Keyed encodings of the person. */
export interface Encoding extends EncodingScheme {
  readonly variants: readonly EncodedVariant[];
}

export interface MentionPlan {
  readonly events: readonly PlannedEvent[];
  readonly next: Publication;
}

/** Whether a mention of the case may stand: not erased, consent to matching, no refusal since, and no end whose appeal time is over. */
export function mentionMayStand(row: RegisterCase, appealDays: number, now: Date): boolean {
  if (row.status === 'ERASED') return false;
  if (row.endedAt !== null && now.getTime() >= row.endedAt.getTime() + appealDays * DAY_MS) return false;
  const own = matchConsent(row.consents);
  return mayMention(
    own,
    row.matchConsentsOfPerson.map(({ decision, decidedAt }) => ({ decision, decidedAt })),
  );
}

/** The case's own decision on matching, with the latest day on which it was given. */
function matchConsent(entries: readonly ConsentEntry[]): MatchConsent {
  const decision = consentState(entries, 'CROSS_BORDER_MATCH');
  const dates = entries
    .filter((entry) => entry.purpose === 'CROSS_BORDER_MATCH' && entry.decision === decision)
    .map((entry) => entry.decidedAt);
  const undated = dates.length === 0 || dates.includes(null);
  return { decision, decidedAt: undated ? null : (dates.sort().at(-1) ?? null) };
}

/** SHA-256 over the consent record behind a random salt, opened on audit. */
export function consentDigest(entries: readonly RegisterConsent[], salt: string): string {
  const record = entries
    .map((entry) =>
      JSON.stringify([entry.purpose, entry.decision, entry.decidedAt, entry.basis, entry.by, entry.informed]),
    )
    .sort()
    .join('\n');
  return createHash('sha256').update(`${salt}\n${record}`).digest('hex');
}

/**
 * Publishes or revises the mention and its binding. Nothing to say where the encoding has no variants: then a standing
 * mention is taken back.
 */
export function planMention(
  row: RegisterCase,
  published: Publication,
  encoding: Encoding,
  salt: string,
  publisher: Publisher,
): MentionPlan {
  if (encoding.variants.length === 0 || published.profile === null) {
    return planRetraction(row, published, encoding, publisher);
  }
  const data: MentionData = {
    ...{ epoch: encoding.epoch, model: encoding.model, purpose: 'VICTIM', reportedmonth: monthOf(row) },
    ...{ dedupscope: 'CASE', variants: [...encoding.variants], consent: consentDigest(row.consents, salt) },
  };
  const digest = createHash('sha256').update(JSON.stringify(data)).digest('hex');
  if (published.mentionDigest === digest) return { events: [], next: published };
  const standing = published.mentionDigest !== null ? published.mentionRef : null;
  const mentionRef = standing ?? randomUUID();
  const binding = bindingEvent(mentionRef, row.caseRef, published, publisher);
  const events = [mentionEvent(mentionRef, data, publisher), ...(standing === null ? [binding] : [])];
  return { events, next: { ...published, mentionRef, mentionDigest: digest, consentSalt: salt } };
}

/**
 * Takes a standing mention back, at once: a version without variants, then a tombstone so that compaction removes the bytes;
 * the same for its binding. A mention that comes back later gets a new reference.
 */
export function planRetraction(
  row: RegisterCase,
  published: Publication,
  scheme: EncodingScheme,
  publisher: Publisher,
): MentionPlan {
  const { mentionRef } = published;
  if (mentionRef === null || published.mentionDigest === null) return { events: [], next: published };
  const data: MentionData = {
    ...{ epoch: scheme.epoch, model: scheme.model, purpose: 'VICTIM', reportedmonth: monthOf(row) },
    ...{ dedupscope: 'CASE', variants: [], consent: consentDigest(row.consents, published.consentSalt ?? '') },
  };
  const mention = { ...mentionEvent(mentionRef, data, publisher), protective: true };
  const binding = { ...bindingEvent(mentionRef, null, published, publisher), protective: true };
  const events = [mention, { ...mention, data: null }, binding, { ...binding, data: null }];
  return { events, next: { ...published, mentionRef: null, mentionDigest: null, consentSalt: null } };
}

function monthOf(row: RegisterCase): string {
  return row.registeredOn.slice(0, 7);
}

function mentionEvent(mentionRef: string, data: MentionData, { country }: Publisher): PlannedEvent {
  return {
    ...{ topic: topicOf(country, 'mention'), type: 'kerege.mention.published.v1', subject: mentionRef },
    ...{ time: `${data.reportedmonth}-01T00:00:00Z`, data, protective: false },
  };
}

/** Readers of bindings know the case: its time must not be finer than the case's own level. */
function bindingEvent(
  mentionRef: string,
  caseRef: string | null,
  published: Publication,
  { country }: Publisher,
): PlannedEvent {
  const time = published.profile === null ? '1990-01-01T00:00:00Z' : timeOfProfile(published.profile);
  return {
    ...{ topic: topicOf(country, 'binding'), type: 'kerege.binding.published.v1', subject: mentionRef },
    ...{ time, data: { caseRef }, protective: false },
  };
}
