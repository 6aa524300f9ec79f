import { createHash } from 'node:crypto';
import { createPersonEncoder, derivedUuid } from '#linkage';
import { generateCorpus, SeededRandom, type CorpusRecord } from '#testing';
import type { MentionData } from '#contracts';

/** Events of one part: a few seconds of encoding. */
export const EVENTS_OF_PART = 5_000;

/** A mention's revision as a country publishes it. */
export interface MentionEvent {
  readonly source: string;
  readonly subject: string;
  readonly version: number;
  readonly data: MentionData;
}

const encoder = createPersonEncoder(Buffer.alloc(32, 'bench'), 1);
/** Of the mentions: told anew, with corrected data; and retracted. */
const [REVISED, RETRACTED] = [0.04, 0.01];

/** Changes with everything that the encodings depend on, so that stale files are not read. */
export function corpusDigest(): string {
  const hash = createHash('sha256');
  for (const { event } of corpusOf(0, 40)) hash.update(JSON.stringify(event));
  return hash.digest('hex').slice(0, 12);
}

/** The events of a part, the same at every call: records of persons whom no other part knows, some of them revised or retracted. */
export function partEvents(part: number): MentionEvent[] {
  return corpusOf(part, EVENTS_OF_PART)
    .sort((a, b) => a.place - b.place || a.event.version - b.event.version)
    .map(({ event }) => event);
}

interface PlacedEvent {
  readonly place: number;
  readonly event: MentionEvent;
}

function corpusOf(part: number, total: number): PlacedEvent[] {
  const random = new SeededRandom(7_919 * (part + 1));
  const { records } = generateCorpus({ seed: 1_000 + part, persons: total, names: 'training' });
  const events: PlacedEvent[] = [];
  for (const record of random.shuffled(records)) {
    if (events.length >= total) break;
    const place = events.length;
    events.push({ place, event: eventOf(record, part, 1) });
    if (events.length >= total) break;
    const drawn = random.next();
    const later = place + random.integer(1, total);
    if (drawn < REVISED) events.push({ place: later, event: eventOf(record, part, 2) });
    else if (drawn < REVISED + RETRACTED) events.push({ place: later, event: retractionOf(record, part) });
  }
  return events;
}

function eventOf(record: CorpusRecord, part: number, version: number): MentionEvent {
  const variants = encoder.encode(record, `${part} ${record.recordId} ${version}`);
  return { ...nameOf(record, part), version, data: dataOf(record, variants) };
}

function retractionOf(record: CorpusRecord, part: number): MentionEvent {
  return { ...nameOf(record, part), version: 2, data: dataOf(record, []) };
}

function nameOf({ country, recordId }: CorpusRecord, part: number) {
  return { source: country, subject: derivedUuid('bench', String(part), recordId) };
}

function dataOf({ registeredOn }: CorpusRecord, variants: MentionData['variants']): MentionData {
  const { epoch, model } = encoder;
  const reportedmonth = registeredOn.slice(0, 7);
  return { epoch, model, purpose: 'VICTIM', reportedmonth, dedupscope: 'CASE', variants, consent: '0'.repeat(64) };
}
