import type { ClusterData } from '#contracts';
import { continueVersions, versionsAhead, type AcceptedEvent } from '#messaging';
import type { Transaction } from '#persistence';
import { lockClusters } from '../clusters/cluster-lock.js';
import { CLUSTER_TOPIC } from './cluster-publisher.js';
import { enter, phaseOf } from './lifecycle.js';
import { rememberPublished, type ClusterState } from './published-clusters.js';

/**
 * Reads what linkage itself has published. A store that rebuilds takes it for its own and continues its versions; a live
 * store knows it already, unless it is older than the topic.
 */
export async function adoptOwnEvents(tx: Transaction, events: readonly AcceptedEvent<ClusterData>[]): Promise<void> {
  if (events.length === 0) return;
  await lockClusters(tx);
  const phase = await phaseOf(tx);
  if (phase === 'LIVE' && (await versionsAhead(tx, CLUSTER_TOPIC, events)).length > 0) await enter(tx, 'STALE');
  if (phase !== 'REBUILDING') return;
  const latest = new Map<string, ClusterState>();
  // The event's subject is the cluster: versions are counted for it.
  for (const { subject, data } of events) {
    latest.set(subject, { clusterRef: subject, mentionRefs: data.mentionRefs, status: data.status });
  }
  await rememberPublished(tx, [...latest.values()]);
  await continueVersions(tx, CLUSTER_TOPIC, events);
}
