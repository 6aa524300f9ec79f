import type { ClusterData } from '#contracts';
import type { AcceptedEvent } from '#messaging';
import type { Transaction } from '#persistence';
import { NotApplicable } from '../not-applicable.js';

interface Cluster {
  readonly version: number;
  readonly data: ClusterData;
}

/**
 * Replaces the clusters that the chunk names by what their last event says; a cluster without mentions ceased and leaves
 * nothing. The event's own subject is the cluster: a payload that names another one would split the order of versions.
 * @throws NotApplicable for such a payload
 */
export async function applyClusters(tx: Transaction, events: readonly AcceptedEvent[]): Promise<void> {
  const latest = new Map<string, Cluster>();
  for (const event of events) {
    const data = event.data as ClusterData;
    if (data.clusterRef !== event.subject) throw new NotApplicable('other-cluster-than-subject', event);
    latest.set(event.subject, { version: event.version, data });
  }
  const refs = [...latest.keys()];
  if (refs.length === 0) return;
  await tx.run('DELETE FROM aggregator.cluster_member WHERE cluster_ref = ANY($1::uuid[])', [refs]);
  await tx.run('DELETE FROM aggregator.cluster WHERE cluster_ref = ANY($1::uuid[])', [refs]);
  const living = [...latest].filter(([, { data }]) => data.mentionRefs.length > 0);
  await tx.run(
    `INSERT INTO aggregator.cluster (cluster_ref, version, status)
     SELECT * FROM unnest($1::uuid[], $2::integer[], $3::text[])`,
    [living.map(([ref]) => ref), living.map(([, { version }]) => version), living.map(([, { data }]) => data.status)],
  );
  const members = living.flatMap(([ref, { data }]) => data.mentionRefs.map((mentionRef) => [ref, mentionRef] as const));
  await tx.run(
    'INSERT INTO aggregator.cluster_member (cluster_ref, mention_ref) SELECT * FROM unnest($1::uuid[], $2::uuid[])',
    [members.map(([ref]) => ref), members.map(([, mentionRef]) => mentionRef)],
  );
}
