import type { QuarantineReason } from '#contracts';
import type { Transaction } from '#persistence';
import type { Refusal } from '../arrival/arrived-event.js';
import type { Stream } from './stream.js';

/** Who answers for the records of a topic: its writer; several writers are named together. */
export function senderOf(stream: Pick<Stream, 'topic'>): string {
  return stream.topic.writers.join('+');
}

/**
 * Notes refused records: position, digest and reason, never the payload. A record that is refused again after a release
 * keeps one row, with the newest reason.
 */
export async function quarantine(
  tx: Transaction,
  stream: Stream,
  refusals: readonly Refusal[],
  told: boolean,
): Promise<void> {
  if (refusals.length === 0) return;
  await tx.run(
    `INSERT INTO messaging.quarantine (stream, record_offset, digest, reason, sender, told)
     SELECT $1, *, $5, $6 FROM unnest($2::bigint[], $3::bytea[], $4::text[])
     ON CONFLICT (stream, record_offset) DO UPDATE
       SET reason = excluded.reason, digest = excluded.digest, quarantined_at = now(), released_at = NULL`,
    [
      stream.id,
      refusals.map((r) => r.offset.toString()),
      refusals.map((r) => r.digest),
      refusals.map((r) => r.reason),
      senderOf(stream),
      told,
    ],
  );
}

export interface QuarantinedRecord {
  readonly stream: number;
  readonly reason: QuarantineReason;
}

/** The row of a record that is in quarantine and not yet released. */
export async function quarantinedAt(
  tx: Transaction,
  group: string,
  topic: string,
  partition: number,
  offset: bigint,
): Promise<QuarantinedRecord | undefined> {
  const rows = await tx.rows<QuarantinedRecord>(
    `SELECT q.stream, q.reason FROM messaging.quarantine q JOIN messaging.stream s ON s.id = q.stream
      WHERE s.consumer_group = $1 AND s.topic = $2 AND s.partition = $3 AND q.record_offset = $4
        AND q.released_at IS NULL`,
    [group, topic, partition, offset.toString()],
  );
  return rows[0];
}

/** Marks a record that has been judged again and let through. */
export async function markReleased(tx: Transaction, stream: number, offset: bigint): Promise<void> {
  await tx.run('UPDATE messaging.quarantine SET released_at = now() WHERE stream = $1 AND record_offset = $2', [
    stream,
    offset.toString(),
  ]);
}
