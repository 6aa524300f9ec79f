import { topicsOf } from '#contracts';
import { consumerProgress } from '#messaging';
import type { DataSource } from 'typeorm';

/** How far the aggregator has come, in counts and offsets. The members log, which is not state, is left out. */
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

const MEMBERS = topicsOf('members').map((topic) => topic.name);

const COUNTS = `
  WITH stream AS (SELECT id FROM messaging.stream WHERE topic <> ALL ($1::text[])),
  several AS (
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
    (SELECT count(*) FROM messaging.inbox WHERE stream IN (SELECT id FROM stream))::float8 AS accepted,
    (SELECT count(*) FROM messaging.parked WHERE stream IN (SELECT id FROM stream))::float8 AS parked,
    (SELECT count(*) FROM messaging.quarantine WHERE stream IN (SELECT id FROM stream) AND released_at IS NULL)::float8
      AS quarantined,
    (SELECT count(*) FROM aggregator.binding WHERE case_ref IS NOT NULL)::integer AS "mentionsBound",
    (SELECT count(*) FROM aggregator.binding WHERE case_ref IS NULL)::integer AS fakes,
    (SELECT count(*) FROM several)::integer AS clusters,
    (SELECT count(*) FROM across)::integer AS "crossBorder"`;

const NONE = { accepted: 0, parked: 0, quarantined: 0, mentionsBound: 0, fakes: 0, clusters: 0, crossBorder: 0 };

export async function progress(dataSource: DataSource): Promise<Progress> {
  const [counts] = await dataSource.query<Omit<Progress, 'streams'>[]>(COUNTS, [MEMBERS]);
  const streams = (await consumerProgress(dataSource)).filter(({ topic }) => !MEMBERS.includes(topic));
  return {
    ...(counts ?? NONE),
    streams: streams.map(({ topic, partition, nextOffset }) => ({ topic, partition, nextOffset: String(nextOffset) })),
  };
}
