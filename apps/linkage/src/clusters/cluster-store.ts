import type { ClusterData } from '#contracts';
import type { Transaction } from '#persistence';
import type { NewCluster } from './cluster-component.js';
import type { ClusterChange } from './linkage-engine.js';

/** Why a cluster with these former members changed. */
export interface Causes {
  of(formerMentionRefs: readonly string[]): ClusterData['cause'];
}

interface OldCluster {
  readonly cluster_ref: string;
  readonly status: ClusterData['status'];
  readonly mention_refs: string[];
  readonly mention_ids: string[];
}

/** Puts the new clusters in the place of the old ones, writes the history and gives what changed. */
export async function replaceClusters(
  tx: Transaction,
  oldRefs: readonly string[],
  clusters: readonly NewCluster[],
  causes: Causes,
): Promise<ClusterChange[]> {
  const before = new Map((await tx.rows<OldCluster>(OLD, [oldRefs])).map((row) => [row.cluster_ref, row]));
  const after = new Map(clusters.map((cluster) => [cluster.clusterRef, cluster]));
  const changes: (ClusterChange & { before: readonly string[] })[] = [];
  for (const clusterRef of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(clusterRef), after.get(clusterRef)];
    const former = old?.mention_refs ?? [];
    const mentionRefs = refsOf(now);
    const status = now?.status ?? 'STATISTICAL';
    if (old?.status === status && sameMembers(old, now)) after.delete(clusterRef);
    else changes.push({ clusterRef, mentionRefs, status, cause: causes.of(former), before: former });
  }
  await write(
    tx,
    changes.map(({ clusterRef }) => clusterRef),
    [...after.values()],
  );
  await log(tx, changes);
  return changes.map(({ clusterRef, mentionRefs, status, cause }) => ({ clusterRef, mentionRefs, status, cause }));
}

/** Two sources may have used one reference: the cluster names it once. */
function refsOf(cluster: NewCluster | undefined): string[] {
  return [...new Set(cluster?.members.map(({ mentionRef }) => mentionRef))].sort();
}

function sameMembers(old: OldCluster, now: NewCluster | undefined): boolean {
  const ids = new Set(old.mention_ids);
  return now?.members.length === ids.size && now.members.every(({ id }) => ids.has(id));
}

async function write(tx: Transaction, changedRefs: readonly string[], clusters: readonly NewCluster[]): Promise<void> {
  if (changedRefs.length === 0) return;
  const members = clusters.flatMap((cluster) => cluster.members.map(({ id }) => [id, cluster.clusterRef] as const));
  await tx.run('DELETE FROM linkage.member WHERE cluster_ref = ANY($1::uuid[])', [changedRefs]);
  await tx.run('DELETE FROM linkage.cluster WHERE cluster_ref = ANY($1::uuid[])', [changedRefs]);
  await tx.run(
    `INSERT INTO linkage.cluster (cluster_ref, status, members, sources)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::integer[], $4::integer[])`,
    [
      clusters.map(({ clusterRef }) => clusterRef),
      clusters.map(({ status }) => status),
      clusters.map((cluster) => cluster.members.length),
      clusters.map((cluster) => new Set(cluster.members.map(({ source }) => source)).size),
    ],
  );
  await tx.run('INSERT INTO linkage.member (mention_id, cluster_ref) SELECT * FROM unnest($1::bigint[], $2::uuid[])', [
    members.map(([id]) => id),
    members.map(([, clusterRef]) => clusterRef),
  ]);
}

async function log(
  tx: Transaction,
  changes: readonly (ClusterChange & { before: readonly string[] })[],
): Promise<void> {
  if (changes.length === 0) return;
  await tx.run(LOG, [
    JSON.stringify(
      changes.map(({ clusterRef, cause, status, before, mentionRefs }) => ({
        cluster_ref: clusterRef,
        cause,
        status,
        before,
        after: mentionRefs,
      })),
    ),
  ]);
}

const OLD = `
  SELECT cluster.cluster_ref, cluster.status,
         array_agg(mention.id::text) AS mention_ids,
         array_agg(DISTINCT mention.mention_ref::text COLLATE "C" ORDER BY mention.mention_ref::text COLLATE "C")
           AS mention_refs
    FROM linkage.cluster
    JOIN linkage.member USING (cluster_ref)
    JOIN linkage.mention ON mention.id = member.mention_id
   WHERE cluster.cluster_ref = ANY($1::uuid[])
   GROUP BY cluster.cluster_ref`;

const LOG = `
  INSERT INTO linkage.cluster_log (cluster_ref, cause, status, before, after)
  SELECT cluster_ref, cause, status, before, after
    FROM json_to_recordset($1::json)
      AS change (cluster_ref uuid, cause text, status text, before uuid[], after uuid[])`;
