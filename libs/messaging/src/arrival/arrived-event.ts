import type { QuarantineReason } from '#contracts';
import type { AcceptedEvent } from '../accepted-event.js';

/** A record that was read and understood; whether it counts is not decided yet. */
export interface ArrivedEvent extends Omit<AcceptedEvent, 'source'> {
  /** What the record claims; after `verify` it is the signer's and the topic's. */
  readonly source: string;
  /** Raw value; null for a tombstone. */
  readonly value: Buffer | null;
  /** The detached JWS; undefined where the record carries none. */
  readonly signature: string | undefined;
}

/** A record that does not count. Its content goes no further than this. */
export interface Refusal {
  readonly offset: bigint;
  readonly reason: QuarantineReason;
  /** SHA-256 of the raw value. */
  readonly digest: Buffer;
}

export function isTombstone(event: Pick<ArrivedEvent, 'value'>): boolean {
  return event.value === null;
}
