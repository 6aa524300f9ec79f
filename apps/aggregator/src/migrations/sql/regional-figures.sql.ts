/** What ties persons to clusters: rows of country, person and cluster. */
export const CLUSTER_LINKS = `
      SELECT c.source AS country, c.person_ref, m.cluster_ref AS link_ref
      FROM aggregator.counted_case c
      JOIN aggregator.binding b ON b.source = c.source AND b.case_ref = c.case_ref
      JOIN aggregator.cluster_member m ON m.mention_ref = b.mention_ref`;

/**
 * V4 for a period of whole years: persons identified by anybody, summed over countries and once per person of the region.
 *
 * A person of the region is a connected component over (country, personRef) and clusters, tied by bindings. Only clusters
 * need a search: labels start at clusters and travel through persons that sit in several of them, so that a component
 * of many persons in one cluster costs one row each. `persons` is therefore "at most": what was never bound to a mention
 * cannot be seen twice.
 *
 * @param links a query of country, person and what the person shares with others
 */
export const regionalFigures = (links: string) => `
  CREATE OR REPLACE FUNCTION reporting.regional_figures(period_from integer, period_to integer)
  RETURNS TABLE (sum_over_countries bigint, regional_unique bigint, cases bigint, matchable bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE identified AS MATERIALIZED (
      SELECT i.country, i.person_ref, i.case_ref FROM aggregator.identification i
      WHERE i.year BETWEEN period_from AND period_to
    ),
    membership AS MATERIALIZED (
      SELECT DISTINCT l.country, l.person_ref, l.link_ref AS cluster_ref,
        first_value(l.link_ref) OVER (PARTITION BY l.country, l.person_ref ORDER BY l.link_ref) AS first_cluster
      FROM (${links}) l
    ),
    tie(one, other) AS (
      SELECT cluster_ref, first_cluster FROM membership WHERE cluster_ref <> first_cluster
      UNION
      SELECT first_cluster, cluster_ref FROM membership WHERE cluster_ref <> first_cluster
    ),
    reach(cluster_ref, label) AS (
      SELECT one, one FROM tie
      UNION
      SELECT t.other, r.label FROM reach r JOIN tie t ON t.one = r.cluster_ref
    ),
    component AS (
      SELECT DISTINCT ON (r.cluster_ref) r.cluster_ref, r.label FROM reach r ORDER BY r.cluster_ref, r.label
    ),
    person AS (
      SELECT DISTINCT m.country, m.person_ref, coalesce(k.label, m.first_cluster) AS label
      FROM membership m LEFT JOIN component k ON k.cluster_ref = m.first_cluster
    ),
    counted AS (SELECT DISTINCT i.country, i.person_ref FROM identified i),
    behind AS (
      SELECT count(*) AS cases, count(m.case_ref) AS matchable
      FROM (SELECT DISTINCT i.country, i.case_ref FROM identified i) i
      LEFT JOIN aggregator.matchable_case m ON m.source = i.country AND m.case_ref = i.case_ref
    )
    SELECT count(c.person_ref), count(DISTINCT coalesce(p.label::text, c.country || c.person_ref::text)), b.cases, b.matchable
    FROM behind b
    LEFT JOIN (counted c LEFT JOIN person p ON p.country = c.country AND p.person_ref = c.person_ref) ON true
    GROUP BY b.cases, b.matchable
  $$`;
