import { randomUUID } from 'node:crypto';
import { EVENT_EXAMPLES, type EventType } from '#contracts';
import type { TestEvent } from '#testing';

/** What happens to each case of the bench, in order: registered, decided, corrected, closed, reopened. */
const HISTORY: readonly EventType[] = [
  'kerege.case.registered.v1',
  'kerege.case.decided.v1',
  'kerege.case.corrected.v1',
  'kerege.case.closed.v1',
  'kerege.case.reopened.v1',
];

/** Cases whose histories run side by side, so that a chunk holds many subjects and several events of each. */
const OPEN_AT_ONCE = 500;

/** `total` case events of one country, a multiple of 5: each case's own in order, different cases' interleaved. */
export function* caseEvents(topic: string, total: number): Generator<TestEvent> {
  for (let made = 0; made < total;) {
    const subjects = Array.from({ length: Math.min(OPEN_AT_ONCE, Math.ceil((total - made) / HISTORY.length)) }, () =>
      randomUUID(),
    );
    for (const [index, type] of HISTORY.entries()) {
      for (const subject of subjects) yield { topic, type, subject, version: index + 1, data: EVENT_EXAMPLES[type] };
    }
    made += subjects.length * HISTORY.length;
  }
}
