import { createHash, randomUUID } from 'node:crypto';
import type { EncodedVariant, MentionData } from '#contracts';
import { consentState, mayMention, timeOfProfile, type ConsentEntry, type MatchConsent } from '#domain';
import type { PersonMention } from '#linkage';
import { bindingEvent, mentionEvent, retractionEvents, type MentionSubject } from './mention-events.js';
import type { PlannedEvent, Publisher } from './outgoing.js';
import type { Publication } from './publication.js';
import type { RegisterCase, RegisterConsent } from './register-case.js';

const DAY_MS = 86_400_000;

/** Which model and key epochs make the encodings. */
export interface EncodingScheme {
  readonly model: string;
  /** The newest open epoch. */
  readonly epoch: number;
  /** Every epoch that a mention carries now, newest first: `1`, and `2+1` while keys rotate. */
  readonly epochs: string;
}

/** How this country encodes at the moment. */
export interface CurrentEncoding extends EncodingScheme {
  /** Variants of every open epoch; `nonce` names the mention and stays in the country. */
  encode(person: PersonMention, nonce: string): EncodedVariant[];
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
  const data: MentionData = { ...content(row, encoding, salt), variants: [...encoding.variants] };
  const digest = createHash('sha256').update(JSON.stringify(data)).digest('hex');
  if (published.mentionDigest === digest) return { events: [], next: published };
  const standing = published.mentionDigest !== null ? published.mentionRef : null;
  const mentionRef = standing ?? randomUUID();
  const subject = subjectOf(mentionRef, published, publisher);
  const events = [mentionEvent(subject, data), ...(standing === null ? [bindingEvent(subject, row.caseRef)] : [])];
  const mention = { mentionRef, mentionDigest: digest, mentionEpochs: encoding.epochs, consentSalt: salt };
  return { events, next: { ...published, ...mention } };
}

/** Takes a standing mention back, at once. A mention that comes back later gets a new reference. */
export function planRetraction(
  row: RegisterCase,
  published: Publication,
  scheme: EncodingScheme,
  publisher: Publisher,
): MentionPlan {
  const { mentionRef } = published;
  if (mentionRef === null || published.mentionDigest === null) return { events: [], next: published };
  const data = content(row, scheme, published.consentSalt ?? '');
  const events = retractionEvents(subjectOf(mentionRef, published, publisher), data);
  const none = { mentionRef: null, mentionDigest: null, mentionEpochs: null, consentSalt: null };
  return { events, next: { ...published, ...none } };
}

/** What a mention says beside the encodings. */
function content(row: RegisterCase, { epoch, model }: EncodingScheme, salt: string): Omit<MentionData, 'variants'> {
  return {
    ...{ epoch, model, purpose: 'VICTIM', reportedmonth: row.registeredOn.slice(0, 7), dedupscope: 'CASE' },
    consent: consentDigest(row.consents, salt),
  };
}

function subjectOf(mentionRef: string, { profile }: Publication, { country }: Publisher): MentionSubject {
  const bindingTime = profile === null ? '1990-01-01T00:00:00Z' : timeOfProfile(profile);
  return { country, mentionRef, bindingTime };
}
