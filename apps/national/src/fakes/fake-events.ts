import type { CountryCode, MentionData } from '#contracts';
import {
  bindingEvent,
  mentionEvent,
  retractionEvents,
  type CurrentEncoding,
  type MentionSubject,
  type PlannedEvent,
} from '../anonymisation/index.js';
import { Draws } from './draws.js';
import type { Fake } from './fake-store.js';
import { madeUpPerson } from './made-up-person.js';
import { shapeOf } from './mention-shape.js';

/** Whose fakes they are. */
export interface FakeOwner {
  readonly country: CountryCode;
  /** Secret of the country alone. 32 bytes. */
  readonly key: Uint8Array;
}

/** Persons drawn until one has the wanted shape; an unusual name part rarely spoils one. */
const ATTEMPTS = 20;

/** As a real mention is published: with a binding, which names no case. */
export function publication(owner: FakeOwner, fake: Fake, encoding: CurrentEncoding): PlannedEvent[] {
  return [revision(owner, fake, encoding), bindingEvent(subjectOf(owner, fake), null)];
}

/** The mention as it is now, under the epochs that are open. */
export function revision(owner: FakeOwner, fake: Fake, encoding: CurrentEncoding): PlannedEvent {
  const { key, country } = owner;
  for (let attempt = 0; ; attempt += 1) {
    const variants = encoding.encode(madeUpPerson(key, { ...fake, country, attempt }), fake.mentionRef);
    if (shapeOf(variants) !== fake.shape && attempt + 1 < ATTEMPTS) continue;
    return mentionEvent(subjectOf(owner, fake), { ...contentOf(owner, fake, encoding), variants });
  }
}

/** At a moment of its own instead of at once. */
export function retraction(owner: FakeOwner, fake: Fake, encoding: CurrentEncoding, notBefore: Date): PlannedEvent[] {
  const events = retractionEvents(subjectOf(owner, fake), contentOf(owner, fake, encoding));
  return events.map((event) => ({ ...event, protective: false, notBefore }));
}

function contentOf({ key }: FakeOwner, fake: Fake, { epoch, model }: CurrentEncoding): Omit<MentionData, 'variants'> {
  const { number, month: reportedmonth, corrections } = fake;
  return {
    ...{ epoch, model, purpose: 'VICTIM', reportedmonth, dedupscope: 'CASE' },
    consent: new Draws(key, 'consent', number, corrections).digest(),
  };
}

function subjectOf({ country }: FakeOwner, { mentionRef, month }: Fake): MentionSubject {
  return { country, mentionRef, bindingTime: `${month.slice(0, 4)}-01-01T00:00:00Z` };
}
