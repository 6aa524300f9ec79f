export type OutboxErrorCode =
  | 'unknown-topic'
  | 'wrong-type'
  | 'invalid-subject'
  | 'invalid-time'
  | 'invalid-data'
  | 'too-large'
  | 'tombstone-not-compacted'
  | 'tombstone-without-event';

/** An event that this service must not send. Says where the contract was broken, never with which value. */
export class OutboxError extends Error {
  override readonly name = 'OutboxError';

  constructor(
    readonly code: OutboxErrorCode,
    message: string,
  ) {
    super(message);
  }
}
