import type { Transaction } from '#persistence';
import type { Envelope, EventSource, QuarantineReason } from '#contracts';

/** Where a record lies: topic name without the deployment's prefix, partition, offset. */
export interface Position {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

/** An event that passed every check of arrival: decoded, valid, signed, from the topic's owner, in order, not a repeat. */
export interface AcceptedEvent<D = unknown, T extends string = string> extends Envelope {
  readonly source: EventSource;
  readonly type: T;
  readonly data: D;
  readonly position: Position;
  /** The broker's own stamp (LogAppendTime), the only clock that counts. No column, API or release may derive from it. */
  readonly brokerTime: Date;
  /** SHA-256 over type, subject, version and data. */
  readonly digest: Buffer;
}

/**
 * A signed empty payload on a compacted topic: the sender wants the subject's bytes gone. It carries the version of the
 * retraction before it, and is handed to the consumer like an event without data.
 */
export interface Tombstone {
  readonly source: EventSource;
  readonly subject: string;
  readonly version: number;
  readonly position: Position;
}

/** What a consumer method gets as `@Ctx()`: the chunk's transaction. The transport commits it together with the offset. */
export interface ChunkContext {
  readonly tx: Transaction;
  readonly topic: string;
  readonly partition: number;
  /** True while a rebuilt store re-reads what it had already answered: outgoing events of this chunk are suppressed. */
  readonly rebuilding: boolean;
  readonly tombstones: readonly Tombstone[];
  /**
   * Refuses a record that the service itself finds wrong. The consumer leaves it out and goes on; the chunk is then done again
   * without the record, which lies in quarantine under this reason. A thrown error would say no more than `not-applicable`.
   */
  refuse(position: Position, reason: QuarantineReason): void;
}

/** An event to be published: the outbox gives it id and version and the relay signs it. */
export interface OutgoingEvent {
  /** Topic name without prefix, from `TOPICS`. */
  readonly topic: string;
  readonly type: string;
  readonly subject: string;
  /** RFC 3339 UTC; no finer than the event's level of generalisation. */
  readonly time: string;
  /** `null`: a tombstone. */
  readonly data: object | null;
  readonly anonymizationprofile?: string;
  readonly policyversion?: string;
  /** When it may leave; absent: at once. Earlier events of the same subject are pulled forward with a later one that leaves. */
  readonly notBefore?: Date;
}

/** Adds events to the sender's outbox inside the transaction that made them true. */
export interface OutboxPort {
  add(tx: Transaction, events: readonly OutgoingEvent[]): Promise<void>;
}
