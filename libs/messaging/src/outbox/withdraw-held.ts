import type { Transaction } from '#persistence';

/** Events of one subject that are held for later. */
export interface HeldEvents {
  readonly topic: string;
  readonly subject: string;
  /** Those that may leave at this time already stay. */
  readonly after: Date;
}

/**
 * Takes held events back as if they had never been added: their versions are given again. Only the last ones of a subject are taken
 * back, so no gap is left; what leaves within the next minute stays, because a relay may have read it.
 */
export async function withdrawHeld(tx: Transaction, held: readonly HeldEvents[]): Promise<void> {
  if (held.length === 0) return;
  const subjects = [held.map(({ topic }) => topic), held.map(({ subject }) => subject)];
  await tx.run(LOCK, subjects);
  await tx.run(WITHDRAW, [...subjects, held.map(({ after }) => after.toISOString())]);
}

const LOCK = `
  SELECT FROM messaging.outbox_subject JOIN unnest($1::text[], $2::text[]) AS asked (topic, subject) USING (topic, subject)
   ORDER BY topic COLLATE "C", subject COLLATE "C" FOR UPDATE OF outbox_subject`;

const WITHDRAW = `
  WITH asked AS (
    SELECT topic, subject, greatest(max(after), clock_timestamp() + interval '1 minute') AS after
      FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS named (topic, subject, after) GROUP BY topic, subject
  ), gone AS (
    DELETE FROM messaging.outbox AS entry USING asked
     WHERE entry.topic = asked.topic AND entry.subject = asked.subject
       AND entry.sent_at IS NULL AND entry.data IS NOT NULL AND entry.not_before > asked.after
       AND NOT EXISTS (SELECT FROM messaging.outbox AS later
                        WHERE later.topic = entry.topic AND later.subject = entry.subject AND later.seq > entry.seq
                          AND (later.sent_at IS NOT NULL OR later.data IS NULL OR later.not_before <= asked.after))
    RETURNING entry.topic, entry.subject
  )
  UPDATE messaging.outbox_subject AS known SET version = known.version - taken.count
    FROM (SELECT topic, subject, count(*) FROM gone GROUP BY topic, subject) AS taken
   WHERE known.topic = taken.topic AND known.subject = taken.subject`;
