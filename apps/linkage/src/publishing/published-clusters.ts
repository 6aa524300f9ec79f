import { createHash } from 'node:crypto';
import type { Transaction } from '#persistence';
import type { ClusterChange } from '../clusters/linkage-engine.js';

export type ClusterState = Pick<ClusterChange, 'clusterRef' | 'mentionRefs' | 'status'>;

/** What a reader of the topic knows of a cluster; the cause does not count. `null`: it ceased. */
export function digestOf({ mentionRefs, status }: ClusterState): Buffer | null {
  if (mentionRefs.length === 0) return null;
  return createHash('sha256')
    .update(JSON.stringify([status, ...[...mentionRefs].sort()]))
    .digest();
}

/** Those of the clusters about which the topic says something else. */
export async function notYetPublished<C extends ClusterState>(tx: Transaction, clusters: readonly C[]): Promise<C[]> {
  const rows = await tx.rows<{ cluster_ref: string; digest: Buffer }>(
    'SELECT cluster_ref, digest FROM linkage.published_cluster WHERE cluster_ref = ANY($1::uuid[])',
    [clusters.map(({ clusterRef }) => clusterRef)],
  );
  const known = new Map(rows.map((row) => [row.cluster_ref, row.digest]));
  return clusters.filter((cluster) => {
    const [said, now] = [known.get(cluster.clusterRef), digestOf(cluster)];
    return said === undefined || now === null ? said !== undefined || now !== null : !said.equals(now);
  });
}

/** Remembers what the topic says from now on. Each cluster at most once. */
export async function rememberPublished(tx: Transaction, clusters: readonly ClusterState[]): Promise<void> {
  const [living, ceased] = [clusters.filter(isLiving), clusters.filter((cluster) => !isLiving(cluster))];
  await tx.run(
    `INSERT INTO linkage.published_cluster (cluster_ref, digest) SELECT * FROM unnest($1::uuid[], $2::bytea[])
         ON CONFLICT (cluster_ref) DO UPDATE SET digest = excluded.digest`,
    [living.map(({ clusterRef }) => clusterRef), living.map(digestOf)],
  );
  await tx.run('DELETE FROM linkage.published_cluster WHERE cluster_ref = ANY($1::uuid[])', [
    ceased.map(({ clusterRef }) => clusterRef),
  ]);
}

function isLiving({ mentionRefs }: ClusterState): boolean {
  return mentionRefs.length > 0;
}
