import { CaseErasureRequested, type EventSource } from '#contracts';
import type { AcceptedEvent } from '#messaging';
import type { Transaction } from '#persistence';
import { keepBindingsOut } from '../bindings/binding-lock.js';
import { foldChunk } from './fold-chunk.js';
import { loadCases } from './load-cases.js';
import { storeCases } from './store-cases.js';

/**
 * Applies the case events of one chunk. A country's cases lie under its own source, so its events can only ever touch
 * its own: another country's caseRef is an unknown case here.
 * @throws NotApplicable
 */
export async function applyCaseEvents(tx: Transaction, events: readonly AcceptedEvent[]): Promise<void> {
  if (events.some(({ type }) => type === CaseErasureRequested.type)) await keepBindingsOut(tx);
  for (const [source, own] of bySource(events)) {
    const stored = await loadCases(tx, source, [...new Set(own.map(({ subject }) => subject))]);
    await storeCases(tx, source, foldChunk(stored, own));
  }
}

/** A topic has one writer, so a chunk has one source; nothing here relies on it. */
function bySource(events: readonly AcceptedEvent[]): Map<EventSource, AcceptedEvent[]> {
  const groups = new Map<EventSource, AcceptedEvent[]>();
  for (const event of events) {
    const group = groups.get(event.source);
    if (group) group.push(event);
    else groups.set(event.source, [event]);
  }
  return groups;
}
