import { randomInt } from 'node:crypto';
import type { OutgoingEvent } from '#messaging';
import type { PlannedEvent } from './outgoing.js';

/** The next common instant at which batched events leave; absent where they leave at once. */
export function nextBatch(now: Date, publishEverySeconds: number): Date | undefined {
  if (publishEverySeconds <= 0) return undefined;
  const step = publishEverySeconds * 1000;
  return new Date((Math.floor(now.getTime() / step) + 1) * step);
}

/**
 * The events of all subjects in a random order of subjects, so that neither the order of a file nor a case's neighbours show
 * on the log. Events of one subject keep theirs. Protective ones come first and leave at once.
 */
export function shuffledBatch(events: readonly PlannedEvent[], notBefore: Date | undefined): OutgoingEvent[] {
  const subjects = new Map<string, PlannedEvent[]>();
  for (const event of events) {
    const key = `${event.topic} ${event.subject}`;
    const group = subjects.get(key);
    if (group) group.push(event);
    else subjects.set(key, [event]);
  }
  return shuffled([...subjects.values()]).flatMap((group) =>
    group.map(({ protective, ...event }) => ({ ...event, ...(protective || !notBefore ? {} : { notBefore }) })),
  );
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[]): T[] {
  const list = [...items];
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = randomInt(i + 1);
    const [a, b] = [list[i], list[j]];
    if (a === undefined || b === undefined) continue;
    list[i] = b;
    list[j] = a;
  }
  return list;
}
