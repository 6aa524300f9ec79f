import type { Transaction } from '#persistence';

/** The last version of a subject that its topic holds. */
export interface PublishedVersion {
  readonly subject: string;
  readonly version: number;
}

/**
 * For a rebuilt store that reads its own topic: the outbox goes on after these versions. Never takes a version back.
 * Subjects may occur more than once.
 */
export async function continueVersions(
  tx: Transaction,
  topic: string,
  published: readonly PublishedVersion[],
): Promise<void> {
  await tx.run(CONTINUE, [topic, published.map(({ subject }) => subject), published.map(({ version }) => version)]);
}

/** Those of the subjects whose topic is ahead of the outbox: another store has published in its place. */
export async function versionsAhead(
  tx: Transaction,
  topic: string,
  published: readonly PublishedVersion[],
): Promise<string[]> {
  const rows = await tx.rows<{ subject: string }>(AHEAD, [
    topic,
    published.map(({ subject }) => subject),
    published.map(({ version }) => version),
  ]);
  return rows.map((row) => row.subject);
}

const CONTINUE = `
  INSERT INTO messaging.outbox_subject AS known (topic, subject, version)
  SELECT $1, subject, max(version) FROM unnest($2::text[], $3::integer[]) AS published (subject, version)
   GROUP BY subject ORDER BY subject COLLATE "C"
      ON CONFLICT (topic, subject) DO UPDATE SET version = greatest(known.version, excluded.version)`;

const AHEAD = `
  SELECT DISTINCT published.subject
    FROM unnest($2::text[], $3::integer[]) AS published (subject, version)
    LEFT JOIN messaging.outbox_subject AS known ON known.topic = $1 AND known.subject = published.subject
   WHERE published.version > coalesce(known.version, 0)`;
