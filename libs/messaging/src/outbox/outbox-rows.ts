import type { RelayLeases } from './relay-leases.js';

/** One event of the outbox as it is stored. */
export interface OutboxRow {
  /** Order of entry; within a subject the order of versions. */
  readonly seq: string;
  readonly topic: string;
  readonly subject: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly time: string;
  /** JSON exactly as sent; null: tombstone. */
  readonly data: string | null;
  readonly anonymizationprofile: string | null;
  readonly policyversion: string | null;
}

/** A subject with something to send: everything of it up to and including `until` leaves. */
export interface ReleasedSubject {
  readonly topic: string;
  readonly subject: string;
  readonly until: string;
}

/** Rows and bytes of data that one batch holds at most: bounded memory, and signing does not hold up the process. */
const MAX_BATCH_ROWS = 1_000;
const MAX_BATCH_BYTES = 4 * 1024 * 1024;

/** Subjects with a released event, in no particular order; those that were never held come first when many wait. */
export function releasedSubjects(
  leases: RelayLeases,
  held: readonly number[],
  withoutTopics: readonly string[],
  limit: number,
): Promise<ReleasedSubject[]> {
  return leases.rows<ReleasedSubject>(
    `SELECT topic, subject, max(seq) AS until
       FROM messaging.outbox
      WHERE sent_at IS NULL AND not_before <= clock_timestamp() AND lease = ANY ($1) AND topic <> ALL ($2)
      GROUP BY topic, subject
      ORDER BY bool_or(urgent) DESC, random()
      LIMIT $3`,
    [held, withoutTopics, limit],
  );
}

/**
 * Unsent rows of the subjects, in the given order of subjects and within each in the order of versions: also the earlier
 * ones that were not released yet, because a subject's later event never overtakes. The first rows up to the limits, so
 * always a prefix of each subject.
 */
export function unsentRows(leases: RelayLeases, subjects: readonly ReleasedSubject[]): Promise<OutboxRow[]> {
  return leases.rows<OutboxRow>(
    `SELECT seq, topic, subject, version, id, type, time, data, anonymizationprofile, policyversion
       FROM (SELECT entry.*, wanted.place,
                    sum(coalesce(octet_length(entry.data), 0)) OVER (ORDER BY wanted.place, entry.seq)
                      - coalesce(octet_length(entry.data), 0) AS bytes_before
               FROM unnest($1::text[], $2::text[], $3::bigint[]) WITH ORDINALITY AS wanted (topic, subject, until, place)
              CROSS JOIN LATERAL (
                    SELECT * FROM messaging.outbox AS row
                     WHERE row.sent_at IS NULL AND row.topic = wanted.topic AND row.subject = wanted.subject
                       AND row.seq <= wanted.until
                     ORDER BY row.seq LIMIT $4) AS entry
              ORDER BY wanted.place, entry.seq LIMIT $4) AS batch
      WHERE bytes_before < $5
      ORDER BY place, seq`,
    [
      subjects.map((subject) => subject.topic),
      subjects.map((subject) => subject.subject),
      subjects.map((subject) => subject.until),
      MAX_BATCH_ROWS,
      MAX_BATCH_BYTES,
    ],
  );
}

/**
 * Notes rows as sent. On compacted topics the subject's lower versions are deleted and the content of the highest is
 * forgotten: nobody can ask for it again, and no encoding must live on in the journal and its backups. One that replaced an
 * earlier version is forgotten when it has been sent once more, `repeatAfterMs` later.
 */
export async function markSent(
  leases: RelayLeases,
  sent: readonly OutboxRow[],
  compactedTopics: readonly string[],
  repeatAfterMs: number,
): Promise<void> {
  await leases.rows(
    `WITH marked AS (
       UPDATE messaging.outbox
          SET sent_at = clock_timestamp(),
              data = CASE WHEN topic = ANY ($2) AND version = 1 AND data IS NOT NULL THEN '{}' ELSE data END,
              repeat_at = CASE WHEN topic = ANY ($2) AND version > 1
                               THEN clock_timestamp() + $3 * interval '1 millisecond' END
        WHERE seq = ANY ($1::bigint[])
       RETURNING topic, subject, version)
     DELETE FROM messaging.outbox AS old
      USING (SELECT topic, subject, max(version) AS version FROM marked WHERE topic = ANY ($2) GROUP BY 1, 2) AS newest
      WHERE old.topic = newest.topic AND old.subject = newest.subject AND old.version < newest.version`,
    [sent.map((row) => row.seq), compactedTopics, repeatAfterMs],
  );
}
