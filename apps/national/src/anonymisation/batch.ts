import { nextBatch, type OutgoingEvent } from '#messaging';
import type { PlannedEvent } from './outgoing.js';

/**
 * The events as the outbox takes them: protective ones leave at once, the others with the next batch, which the relay
 * shuffles so that neither the order of a file nor a case's neighbours show on the log.
 * What has its own time of leaving keeps it.
 * @param publishEverySeconds 0: everything leaves at once
 */
export function batched(events: readonly PlannedEvent[], now: Date, publishEverySeconds: number): OutgoingEvent[] {
  const notBefore = nextBatch(now, publishEverySeconds);
  return events.map(({ protective, ...event }) =>
    protective || event.notBefore !== undefined || publishEverySeconds <= 0 ? event : { ...event, notBefore },
  );
}
