import { clusterRefOf, firstMember, type Cluster } from '#linkage';
import type { ClusterData } from '#contracts';
import type { Transaction } from '#persistence';
import { kindOf } from './cluster-kind.js';
import type { ComponentMention } from './component.js';
import type { ClusterChange } from './linkage-engine.js';

/** Why a cluster with these former members changed. */
export interface Causes {
  of(formerMentionRefs: readonly string[]): ClusterData['cause'];
}

interface OldCluster {
  readonly cluster_ref: string;
  readonly status: ClusterData['status'];
  readonly contested: boolean;
  readonly mention_refs: string[];
  readonly mention_ids: number[];
}

interface NewCluster extends Cluster<ComponentMention> {
  readonly clusterRef: string;
  readonly status: ClusterData['status'];
}

interface Change extends ClusterChange {
  readonly before: OldCluster | undefined;
  readonly now: NewCluster | undefined;
}

/** Puts the new clusters in the place of the old ones, writes the history and gives what changed. */
export async function replaceClusters(
  tx: Transaction,
  oldRefs: readonly string[],
  clusters: readonly Cluster<ComponentMention>[],
  causes: Causes,
): Promise<ClusterChange[]> {
  if (oldRefs.length === 0 && clusters.length === 0) return [];
  const olds = oldRefs.length === 0 ? [] : await tx.rows<OldCluster>(OLD, [oldRefs]);
  const before = new Map(olds.map((row) => [row.cluster_ref, row]));
  const after = new Map(clusters.map(named).map((cluster) => [cluster.clusterRef, cluster]));
  const changes: Change[] = [];
  for (const clusterRef of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(clusterRef), after.get(clusterRef)];
    if (old !== undefined && now !== undefined && isSame(old, now)) continue;
    const [mentionRefs, status] = [refsOf(now), now?.status ?? 'STATISTICAL'];
    changes.push({ clusterRef, mentionRefs, status, cause: causes.of(old?.mention_refs ?? []), before: old, now });
  }
  await write(tx, changes);
  await log(tx, changes);
  // Whether a cluster is contested is the operators' affair: readers of the topic see the status alone.
  return changes
    .filter(({ before: old, now }) => old?.status !== now?.status || !sameMembers(old, now))
    .map(({ clusterRef, mentionRefs, status, cause }) => ({ clusterRef, mentionRefs, status, cause }));
}

function named(cluster: Cluster<ComponentMention>): NewCluster {
  const status = cluster.confirmed ? 'CONFIRMED' : 'STATISTICAL';
  return { ...cluster, status, clusterRef: clusterRefOf(firstMember(cluster.members)) };
}

/** Two sources may have used one reference: the cluster names it once. */
function refsOf(cluster: NewCluster | undefined): string[] {
  return [...new Set(cluster?.members.map(({ mentionRef }) => mentionRef))].sort();
}

function isSame(old: OldCluster, now: NewCluster): boolean {
  return old.status === now.status && old.contested === now.contested && sameMembers(old, now);
}

function sameMembers(old: OldCluster | undefined, now: NewCluster | undefined): boolean {
  const ids = new Set(old?.mention_ids);
  return (now?.members.length ?? 0) === ids.size && (now?.members ?? []).every(({ id }) => ids.has(id));
}

async function write(tx: Transaction, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const gone = changes.flatMap(({ clusterRef, before }) => (before === undefined ? [] : [clusterRef]));
  const clusters = changes.flatMap(({ now }) => now ?? []);
  const members = clusters.flatMap((cluster) => cluster.members.map(({ id }) => [id, cluster.clusterRef] as const));
  if (gone.length > 0) {
    await tx.run('DELETE FROM linkage.member WHERE cluster_ref = ANY($1::uuid[])', [gone]);
    await tx.run('DELETE FROM linkage.cluster WHERE cluster_ref = ANY($1::uuid[])', [gone]);
  }
  await tx.run(
    `INSERT INTO linkage.cluster (cluster_ref, status, contested, members, sources)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::integer[], $5::integer[])`,
    [
      clusters.map(({ clusterRef }) => clusterRef),
      clusters.map(({ status }) => status),
      clusters.map(({ contested }) => contested),
      clusters.map((cluster) => cluster.members.length),
      clusters.map((cluster) => new Set(cluster.members.map(({ source }) => source)).size),
    ],
  );
  await tx.run('INSERT INTO linkage.member (mention_id, cluster_ref) SELECT * FROM unnest($1::integer[], $2::uuid[])', [
    members.map(([id]) => id),
    members.map(([, clusterRef]) => clusterRef),
  ]);
}

async function log(tx: Transaction, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const was = new Map(changes.flatMap(({ before }) => before?.mention_ids.map((id) => [id, before.cluster_ref]) ?? []));
  const is = new Map(changes.flatMap(({ now }) => now?.members.map(({ id }) => [id, now.clusterRef]) ?? []));
  const rows = changes.map(({ clusterRef, before, now, cause, status, mentionRefs }) => {
    const former = before?.mention_refs ?? [];
    const homes = (before?.mention_ids ?? []).map((id) => is.get(id));
    const scattered = homes.some((home) => home !== undefined && home !== clusterRef);
    const origins = (now?.members ?? []).map(({ id }) => was.get(id));
    const gathered = origins.some((origin) => origin !== undefined && origin !== clusterRef);
    const kind = kindOf({ before: former, after: mentionRefs, gathered, scattered });
    const successor = now === undefined ? mostFrequent(homes) : null;
    return { cluster_ref: clusterRef, kind, cause, status, successor, before: former, after: mentionRefs };
  });
  await tx.run(LOG, [JSON.stringify(rows)]);
}

/** Of equally frequent ones the smallest. */
function mostFrequent(refs: readonly (string | undefined)[]): string | null {
  const counts = new Map<string, number>();
  for (const ref of refs) if (ref !== undefined) counts.set(ref, (counts.get(ref) ?? 0) + 1);
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}

const OLD = `
  SELECT cluster.cluster_ref, cluster.status, cluster.contested,
         array_agg(mention.id) AS mention_ids,
         array_agg(DISTINCT mention.mention_ref::text COLLATE "C" ORDER BY mention.mention_ref::text COLLATE "C")
           AS mention_refs
    FROM linkage.cluster
    JOIN linkage.member USING (cluster_ref)
    JOIN linkage.mention ON mention.id = member.mention_id
   WHERE cluster.cluster_ref = ANY($1::uuid[])
   GROUP BY cluster.cluster_ref`;

const LOG = `
  INSERT INTO linkage.cluster_log (cluster_ref, kind, cause, status, successor, before, after)
  SELECT cluster_ref, kind, cause, status, successor, before, after
    FROM json_to_recordset($1::json)
      AS change (cluster_ref uuid, kind text, cause text, status text, successor uuid, before uuid[], after uuid[])`;
