import { shuffled } from './batch-order.js';
import type { OutboxRow } from './outbox-rows.js';
import type { RelayLeases } from './relay-leases.js';

/**
 * What replaced an earlier record on a compacted topic is sent once more after this time, milliseconds. A request with the
 * earlier record that a broker took after its connection broke can stand behind the newer one, and compaction would keep it:
 * by then every such request has ended.
 */
export const REPEAT_AFTER_MS = 600_000;

/** Rows of one look. */
const LIMIT = 500;

/** Sent rows whose repeat is due: each subject's in the order in which they were sent, subjects in no recognisable order. */
export async function dueRepeats(
  leases: RelayLeases,
  held: readonly number[],
  withoutTopics: readonly string[],
): Promise<OutboxRow[]> {
  const rows = await leases.rows<OutboxRow>(
    `SELECT seq, topic, subject, version, id, type, time, data, anonymizationprofile, policyversion
       FROM messaging.outbox
      WHERE repeat_at <= statement_timestamp() AND lease = ANY ($1) AND topic <> ALL ($2)
      ORDER BY repeat_at, seq LIMIT $3`,
    [held, withoutTopics, LIMIT],
  );
  const bySubject = new Map<string, OutboxRow[]>();
  for (const row of rows) {
    const key = `${row.topic}\n${row.subject}`;
    bySubject.set(key, [...(bySubject.get(key) ?? []), row]);
  }
  return shuffled([...bySubject.values()]).flat();
}

/** Notes rows as repeated; their content is forgotten, as that of every record of a compacted topic. */
export async function markRepeated(leases: RelayLeases, repeated: readonly OutboxRow[]): Promise<void> {
  await leases.rows(
    `UPDATE messaging.outbox SET repeat_at = NULL, data = CASE WHEN data IS NOT NULL THEN '{}' END
      WHERE seq = ANY ($1::bigint[])`,
    [repeated.map((row) => row.seq)],
  );
}
