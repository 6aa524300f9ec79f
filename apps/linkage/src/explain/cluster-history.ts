import { notFound } from '#http';
import type { Transaction } from '#persistence';
import type { ChangeKind } from '../clusters/cluster-kind.js';

/** One change of a cluster, as the log holds it. */
export interface HistoryEntry {
  /** Day: a finer time would tell when a country's mention arrived. */
  readonly on: string;
  readonly kind: ChangeKind;
  readonly cause: string;
  readonly status: string;
  /** References of mentions. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Of a cluster that ceased: where most of its members went. */
  readonly successor: string | null;
}

export interface ClusterHistory {
  readonly clusterRef: string;
  /** What the reference stands for now, through all successors; `null`: its members are alone. */
  readonly now: string | null;
  readonly history: readonly HistoryEntry[];
}

/** Every reference that ever was resolves. @throws ProblemError 404 for one that never was */
export async function clusterHistory(tx: Transaction, clusterRef: string): Promise<ClusterHistory> {
  const history = await tx.rows<HistoryEntry>(HISTORY, [clusterRef]);
  if (history.length === 0) throw notFound();
  const [row] = await tx.rows<{ ref: string }>(NOW, [clusterRef]);
  return { clusterRef, now: row?.ref ?? null, history };
}

const HISTORY = `
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS on, kind, cause, status, before, after, successor
    FROM linkage.cluster_log WHERE cluster_ref = $1::uuid ORDER BY seq`;

/** Follows successors from the last entry of each reference; a later entry than the one that named it ends no circle twice. */
const NOW = `
  WITH RECURSIVE way (ref) AS (
    SELECT $1::uuid
     UNION
    SELECT last.successor FROM way CROSS JOIN LATERAL (
      SELECT kind, successor FROM linkage.cluster_log AS entry WHERE entry.cluster_ref = way.ref ORDER BY seq DESC LIMIT 1
    ) AS last WHERE last.kind = 'RETIRE' AND last.successor IS NOT NULL
  )
  SELECT ref FROM way JOIN linkage.cluster ON cluster.cluster_ref = ref`;
