import { consumerProgress, messagingStatus } from '#messaging';
import type { DataSource } from 'typeorm';

/** How far the aggregator has come, in counts and offsets. */
export interface Progress {
  /** Events applied. */
  readonly accepted: number;
  /** Events that wait for an earlier version of their subject. */
  readonly parked: number;
  /** Records refused and not yet released. */
  readonly quarantined: number;
  /** Mentions that belong to a case. */
  readonly mentionsBound: number;
  /** Mentions that countries published as fakes. */
  readonly fakes: number;
  /** Clusters of two or more mentions. */
  readonly clusters: number;
  /** Of these clusters, those with bound mentions of two or more countries. */
  readonly crossBorder: number;
  readonly streams: readonly { readonly topic: string; readonly partition: number; readonly nextOffset: string }[];
}

const COUNTS = `
  WITH several AS (
    SELECT cluster_ref FROM aggregator.cluster_member GROUP BY cluster_ref HAVING count(*) > 1
  ),
  across AS (
    SELECT m.cluster_ref
    FROM several s
    JOIN aggregator.cluster_member m ON m.cluster_ref = s.cluster_ref
    JOIN aggregator.binding b ON b.mention_ref = m.mention_ref AND b.case_ref IS NOT NULL
    GROUP BY m.cluster_ref HAVING count(DISTINCT b.source) > 1
  )
  SELECT
    (SELECT count(*) FROM aggregator.binding WHERE case_ref IS NOT NULL)::integer AS "mentionsBound",
    (SELECT count(*) FROM aggregator.binding WHERE case_ref IS NULL)::integer AS fakes,
    (SELECT count(*) FROM several)::integer AS clusters,
    (SELECT count(*) FROM across)::integer AS "crossBorder"`;

type Counts = Pick<Progress, 'mentionsBound' | 'fakes' | 'clusters' | 'crossBorder'>;

export async function progress(dataSource: DataSource): Promise<Progress> {
  const { accepted, parked, quarantined } = await messagingStatus(dataSource);
  const [counts] = await dataSource.query<Counts[]>(COUNTS);
  const streams = await consumerProgress(dataSource);
  return {
    accepted,
    parked,
    quarantined: Object.values(quarantined).reduce((sum, count) => sum + count, 0),
    ...(counts ?? { mentionsBound: 0, fakes: 0, clusters: 0, crossBorder: 0 }),
    streams: streams.map(({ topic, partition, nextOffset }) => ({ topic, partition, nextOffset: String(nextOffset) })),
  };
}
