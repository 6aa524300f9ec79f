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

/** What is known to be missing of each visible country: parked events, records refused and not yet released. */
export const PENDING = `
  CREATE VIEW reporting.pending AS
  SELECT visible.country,
    (SELECT count(*) FROM messaging.parked p WHERE p.source = visible.country) AS parked,
    (SELECT count(*) FROM messaging.quarantine q WHERE q.sender = visible.country AND q.released_at IS NULL)
      AS quarantined
  FROM unnest(aggregator.visible_countries()) AS visible(country)`;

/** The newest migration of this schema that readers may rely on. Each later migration that readers need replaces it. */
export const SCHEMA_VERSION = `
  CREATE FUNCTION reporting.schema_version() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '1764100000002' $$`;
