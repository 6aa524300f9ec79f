import { TOPICS, type TopicKind } from '#contracts';
import { retryingTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import type { ClusterChange } from '../clusters/linkage-engine.js';
import { lockClusters } from '../clusters/cluster-lock.js';
import type { ProposalDesk } from '../reviews/proposal-desk.js';
import type { ClusterPublisher } from './cluster-publisher.js';
import { enter, phaseOf } from './lifecycle.js';

/** Everything that linkage reads, its own topics included. */
const KINDS: readonly TopicKind[] = ['mention', 'review', 'cluster', 'proposal'];
const STREAMS = TOPICS.filter(({ kind }) => KINDS.includes(kind));
const PARTITIONS = STREAMS.reduce((sum, { partitions }) => sum + partitions, 0);

/**
 * Ends the rebuilding once every partition has been read up to where it ended when the store was empty: publishes what
 * its topics do not say yet and goes live, in one transaction. Gives whether the store is rebuilding still.
 */
export async function finishRebuild(
  dataSource: DataSource,
  publisher: ClusterPublisher,
  desk: ProposalDesk,
  group: string,
): Promise<boolean> {
  return retryingTransaction(dataSource, async (tx) => {
    await lockClusters(tx);
    if ((await phaseOf(tx)) !== 'REBUILDING') return false;
    if ((await partitionsReadAgain(tx, group)) < PARTITIONS) return true;
    await publisher.publishDifferences(tx, await everything(tx));
    await desk.bringAllUpToDate(tx);
    await enter(tx, 'LIVE');
    return false;
  });
}

async function partitionsReadAgain(tx: Transaction, group: string): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    `SELECT count(*)::integer AS count FROM messaging.stream
      WHERE consumer_group = $1 AND topic = ANY($2::text[]) AND next_offset >= rebuild_until`,
    [group, STREAMS.map(({ name }) => name)],
  );
  return row?.count ?? 0;
}

/** Every cluster there is, and every one that the topic still names. */
async function everything(tx: Transaction): Promise<ClusterChange[]> {
  const rows = await tx.rows<{ cluster_ref: string; status: ClusterChange['status'] | null; mention_refs: string[] }>(
    ALL,
  );
  return rows.map(({ cluster_ref: clusterRef, status, mention_refs: mentionRefs }) => ({
    clusterRef,
    mentionRefs,
    status: status ?? 'STATISTICAL',
    cause: 'REBUILD',
  }));
}

const ALL = `
  SELECT coalesce(cluster.cluster_ref, published.cluster_ref) AS cluster_ref, cluster.status,
         ARRAY(SELECT DISTINCT mention.mention_ref::text COLLATE "C"
                 FROM linkage.member JOIN linkage.mention ON mention.id = member.mention_id
                WHERE member.cluster_ref = cluster.cluster_ref
                ORDER BY 1) AS mention_refs
    FROM linkage.cluster FULL JOIN linkage.published_cluster AS published USING (cluster_ref)
   ORDER BY 1`;
