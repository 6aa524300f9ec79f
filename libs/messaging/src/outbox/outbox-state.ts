import type { Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { topicNamed } from '#contracts';

export interface OutboxState {
  /** Events that have not been sent, held ones included. */
  readonly pending: number;
  /** How long the oldest event that may leave has been waiting, in seconds; 0 when none is. */
  readonly ageSeconds: number;
}

/** For gauges and health. */
export async function outboxState(dataSource: DataSource): Promise<OutboxState> {
  const [row] = await dataSource.query<{ pending: string; age: string | null }[]>(
    `SELECT count(*) AS pending,
            extract(epoch FROM clock_timestamp() - min(not_before) FILTER (WHERE not_before <= clock_timestamp())) AS age
       FROM messaging.outbox WHERE sent_at IS NULL`,
  );
  return { pending: Number(row?.pending ?? 0), ageSeconds: Number(row?.age ?? 0) };
}

/** Events that have not been sent, held ones included. */
export async function pendingCount(dataSource: DataSource): Promise<number> {
  return (await outboxState(dataSource)).pending;
}

/** Unsent events that entered the outbox up to the last one committed now; `mark` bounds later calls to the same ones. */
export async function pendingUpTo(dataSource: DataSource, mark?: string): Promise<{ mark: string; pending: number }> {
  const [row] = await dataSource.query<{ mark: string; pending: number }[]>(
    `SELECT coalesce($1::bigint, max(seq), 0)::text AS mark, count(*)::integer AS pending
       FROM messaging.outbox WHERE sent_at IS NULL AND seq <= coalesce($1::bigint, seq)`,
    [mark ?? null],
  );
  return row ?? { mark: '0', pending: 0 };
}

/** Lets everything that is held leave now. Gives the number of events. */
export async function releaseAll(dataSource: DataSource): Promise<number> {
  const [, count] = await dataSource.query<[unknown, number]>(
    `UPDATE messaging.outbox SET not_before = clock_timestamp() WHERE sent_at IS NULL AND not_before > clock_timestamp()`,
  );
  return count;
}

/**
 * Has events of a subject sent again, from a version on and with the same ids and bytes: the receiver missed one, and
 * what follows it is parked there. Gives the number of events; 0: they are no longer in the journal, or never were, or the topic
 * is compacted, where nothing is ever missed.
 */
export async function resend(tx: Transaction, topic: string, subject: string, fromVersion: number): Promise<number> {
  if (topicNamed(topic)?.order !== 'log') return 0;
  return tx.run(
    `UPDATE messaging.outbox SET sent_at = NULL, urgent = true, not_before = now()
      WHERE topic = $1 AND subject = $2 AND version >= $3 AND sent_at IS NOT NULL`,
    [topic, subject, fromVersion],
  );
}

/** Forgets events sent before a time, but for those of `kept` topics; they cannot be sent again afterwards. Gives their number. */
export async function pruneJournal(tx: Transaction, sentBefore: Date, kept: readonly string[] = []): Promise<number> {
  return tx.run('DELETE FROM messaging.outbox WHERE sent_at < $1 AND topic <> ALL ($2::text[])', [sentBefore, kept]);
}
