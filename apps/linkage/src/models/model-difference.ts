import type { Transaction } from '#persistence';
import { UNLINKING } from '../edges/edge-store.js';
import type { StoredModel } from './model-store.js';

/** What changes when one model takes the place of another. Links are pairs at or above each model's own statistical threshold. */
export interface ModelDifference {
  readonly added: number;
  readonly removed: number;
  readonly unchanged: number;
  /** Clusters with a member at the end of a link that comes or goes, and such mentions that stand alone now. */
  readonly clustersTouched: number;
  readonly aloneTouched: number;
}

/** From the stored edges alone. While scoring goes on, links of mentions that were not scored yet count as removed. */
export async function difference(
  tx: Transaction,
  current: StoredModel,
  candidate: StoredModel,
): Promise<ModelDifference> {
  const [row] = await tx.rows<ModelDifference>(DIFFERENCE, [
    current.id,
    current.model.thresholds.statistical,
    candidate.id,
    candidate.model.thresholds.statistical,
    UNLINKING,
  ]);
  if (row === undefined) throw new Error('An aggregate gives one row.');
  return row;
}

const LINKS = (model: string, least: string) => `
  SELECT lo, hi FROM linkage.edge WHERE model = ${model}::smallint AND mbits >= ${least}::integer AND flags & $5::integer = 0`;

const DIFFERENCE = `
  WITH link AS (
    SELECT lo, hi, old.lo IS NOT NULL AS was, young.lo IS NOT NULL AS is_now
      FROM (${LINKS('$1', '$2')}) AS old (lo, hi) FULL JOIN (${LINKS('$3', '$4')}) AS young (lo, hi) USING (lo, hi)
  ),
  touched AS (
    SELECT lo AS id FROM link WHERE was <> is_now UNION SELECT hi FROM link WHERE was <> is_now
  ),
  home AS (SELECT cluster_ref FROM touched LEFT JOIN linkage.member ON member.mention_id = touched.id)
  SELECT count(*) FILTER (WHERE NOT was)::float8 AS added, count(*) FILTER (WHERE NOT is_now)::float8 AS removed,
         count(*) FILTER (WHERE was AND is_now)::float8 AS unchanged,
         (SELECT count(DISTINCT cluster_ref)::float8 FROM home) AS "clustersTouched",
         (SELECT count(*)::float8 FROM home WHERE cluster_ref IS NULL) AS "aloneTouched"
    FROM link`;
