/** First and last year in which a counted case was decided; no row where nothing is decided yet. */
export const DECIDED_YEARS = `
  CREATE FUNCTION reporting.decided_years() RETURNS TABLE (first_year integer, last_year integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT min(d.year)::integer, max(d.year)::integer
    FROM aggregator.counted_case c
    JOIN aggregator.case_decision d ON d.source = c.source AND d.case_ref = c.case_ref
    HAVING count(*) > 0
  $$`;

/**
 * How far the accepted state reaches: the next offset of each partition. No broker time: an instant would tell more about
 * single records than a figure may.
 */
export const WATERMARK = `
  CREATE VIEW reporting.watermark AS
  SELECT topic, partition, next_offset FROM messaging.stream ORDER BY topic, partition`;
