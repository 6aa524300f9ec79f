import type { TopicDefinition } from '#contracts';
import type { Transaction } from '#persistence';

/** What reading a topic needs to know of it. */
export type LogTopic = Pick<TopicDefinition, 'name' | 'partitions'>;

/** One partition of one topic as one group reads it: the row of `messaging.stream`, and what the contract says of it. */
export interface Stream<T extends LogTopic = TopicDefinition> {
  readonly id: number;
  readonly topic: T;
  readonly partition: number;
  /** The offset up to which everything was applied. Only `advance` changes it. */
  next: bigint;
  /** Before this offset nothing leaves: it had already been published by the store that this one replaces. */
  readonly rebuildUntil: bigint;
}

/** Somebody else has applied the chunk, or is about to: this instance no longer owns the partition. */
export class OffsetTaken extends Error {
  override readonly name = 'OffsetTaken';
  readonly code = 'offset-taken';

  constructor(stream: Stream<LogTopic>) {
    super(`Another instance moved the offset of ${stream.topic.name}/${stream.partition}.`);
  }
}

/**
 * Moves the offset as a compare-and-set. First statement of a chunk's transaction: it takes the row's lock, so that a
 * zombie waits for the owner's commit and then finds another offset.
 * @throws OffsetTaken
 */
export async function advance(tx: Transaction, stream: Stream<LogTopic>, next: bigint): Promise<void> {
  const changed = await tx.run(`UPDATE messaging.stream SET next_offset = $3 WHERE id = $1 AND next_offset = $2`, [
    stream.id,
    stream.next.toString(),
    next.toString(),
  ]);
  if (changed === 0) throw new OffsetTaken(stream);
}

/** Takes the same lock as `advance` and leaves the offset where it is: for a record that is judged again. */
export async function hold(tx: Transaction, stream: Pick<Stream, 'id'>): Promise<void> {
  await tx.run('SELECT 1 FROM messaging.stream WHERE id = $1 FOR UPDATE', [stream.id]);
}
