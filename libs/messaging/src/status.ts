import type { DataSource } from 'typeorm';

/** How far one group has come in one partition. */
export interface StreamProgress {
  readonly group: string;
  /** Without the deployment's prefix. */
  readonly topic: string;
  readonly partition: number;
  /** Everything before this offset is applied, parked or in quarantine. Lag = the log's end minus this. */
  readonly nextOffset: bigint;
}

/** The stored offsets of all groups of a service's database. */
export async function consumerProgress(dataSource: DataSource): Promise<StreamProgress[]> {
  const rows = await dataSource.query<(Omit<StreamProgress, 'nextOffset'> & { nextOffset: string })[]>(
    `SELECT consumer_group AS "group", topic, partition, next_offset AS "nextOffset"
       FROM messaging.stream ORDER BY 1, 2, 3`,
  );
  return rows.map((row) => ({ ...row, nextOffset: BigInt(row.nextOffset) }));
}

/** Counts for metrics and reports, over all streams of a service's database. */
export interface MessagingStatus {
  /** Events applied. */
  readonly accepted: number;
  /** Events that wait for a missing version now. */
  readonly parked: number;
  /** Records in quarantine now, by reason; released ones are not counted. */
  readonly quarantined: Readonly<Record<string, number>>;
}

export async function messagingStatus(dataSource: DataSource): Promise<MessagingStatus> {
  const [counts] = await dataSource.query<{ accepted: number; parked: number }[]>(
    `SELECT (SELECT count(*)::float8 FROM messaging.inbox) AS accepted,
            (SELECT count(*)::float8 FROM messaging.parked) AS parked`,
  );
  const reasons = await dataSource.query<{ reason: string; count: number }[]>(
    `SELECT reason, count(*)::float8 AS count FROM messaging.quarantine WHERE released_at IS NULL GROUP BY reason`,
  );
  return {
    accepted: counts?.accepted ?? 0,
    parked: counts?.parked ?? 0,
    quarantined: Object.fromEntries(reasons.map(({ reason, count }) => [reason, count])),
  };
}
