/**
 * V1, V2, V2x and both figures of V3 for a period of whole years, one row a metric and country, zero rows included.
 * `persons` counts (country, personRef); `cases` are those behind the figure, `matchable` those of them with a mention.
 */
export const COUNTRY_FIGURES = `
  CREATE FUNCTION reporting.country_figures(period_from integer, period_to integer)
  RETURNS TABLE (metric text, country text, persons bigint, cases bigint, matchable bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH identified AS MATERIALIZED (SELECT * FROM aggregator.identification),
    by_others AS (
      SELECT i.country, i.person_ref, i.case_ref FROM identified i
      WHERE NOT i.by_government AND i.year BETWEEN period_from AND period_to
    ),
    governments AS (
      SELECT DISTINCT i.country, i.person_ref FROM identified i WHERE i.by_government AND i.year <= period_to
    ),
    figure AS (
      SELECT 'V1_government_identified' AS metric, i.country, i.person_ref, i.case_ref FROM identified i
      WHERE i.by_government AND i.year BETWEEN period_from AND period_to
      UNION ALL
      SELECT 'V2_ngo_or_other_identified', * FROM by_others
      UNION ALL
      SELECT 'V2x_not_also_government', o.* FROM by_others o
      WHERE NOT EXISTS (SELECT FROM governments g WHERE g.country = o.country AND g.person_ref = o.person_ref)
      UNION ALL
      SELECT 'V3_registered', c.source, c.person_ref, c.case_ref FROM aggregator.counted_case c
      WHERE c.registered_year BETWEEN period_from AND period_to
      UNION ALL
      SELECT 'V3_open_presumed', c.source, c.person_ref, c.case_ref FROM aggregator.counted_case c
      WHERE c.registered_year <= period_to
        AND NOT EXISTS (
          SELECT FROM aggregator.case_decision d
          WHERE d.source = c.source AND d.case_ref = c.case_ref AND d.year <= period_to)
        AND NOT coalesce((
          SELECT l.closed FROM aggregator.case_closing l
          WHERE l.source = c.source AND l.case_ref = c.case_ref AND l.year <= period_to
          ORDER BY l.version DESC LIMIT 1), false)
    ),
    counted AS (
      SELECT f.metric, f.country, count(DISTINCT f.person_ref) AS persons, count(DISTINCT f.case_ref) AS cases,
        count(DISTINCT f.case_ref) FILTER (WHERE m.case_ref IS NOT NULL) AS matchable
      FROM figure f
      LEFT JOIN aggregator.matchable_case m ON m.source = f.country AND m.case_ref = f.case_ref
      GROUP BY f.metric, f.country
    )
    SELECT metric.metric, country.country, coalesce(c.persons, 0), coalesce(c.cases, 0), coalesce(c.matchable, 0)
    FROM unnest(ARRAY['V1_government_identified', 'V2_ngo_or_other_identified', 'V2x_not_also_government',
      'V3_open_presumed', 'V3_registered']) WITH ORDINALITY AS metric(metric, place)
    CROSS JOIN unnest(aggregator.visible_countries()) AS country(country)
    LEFT JOIN counted c ON c.metric = metric.metric AND c.country = country.country
    ORDER BY metric.place, country.country
  $$`;
