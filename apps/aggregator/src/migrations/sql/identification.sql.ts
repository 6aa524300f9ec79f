/** Cases that count at all: voided and erased ones are out of everything. */
export const COUNTED_CASE = `
  CREATE VIEW aggregator.counted_case AS
  SELECT * FROM aggregator.case_state WHERE state NOT IN ('VOIDED', 'ERASED')`;

/**
 * Who identified whom, when: for each case and side (a government body, or any other) the year of the earliest ACTUAL
 * decision that no later one of the episode took back as NOT_A_VICTIM. Earlier and later go by version, because that is
 * the order in which the country decided. The rule is `countedDecision` of the domain library.
 */
export const IDENTIFICATION = `
  CREATE VIEW aggregator.identification AS
  SELECT DISTINCT ON (d.source, d.case_ref, d.class = 'GOVERNMENT')
    c.source AS country, c.person_ref, c.case_ref, d.class = 'GOVERNMENT' AS by_government, d.year
  FROM aggregator.counted_case c
  JOIN aggregator.case_decision d ON d.source = c.source AND d.case_ref = c.case_ref
  WHERE d.outcome = 'ACTUAL' AND NOT EXISTS (
    SELECT FROM aggregator.case_decision later
    WHERE later.source = d.source AND later.case_ref = d.case_ref
      AND later.version > d.version AND later.outcome = 'NOT_A_VICTIM')
  ORDER BY d.source, d.case_ref, d.class = 'GOVERNMENT', d.version`;

/** Cases open to matching: a mention that is no fake is bound to them. */
export const MATCHABLE_CASE = `
  CREATE VIEW aggregator.matchable_case AS
  SELECT DISTINCT source, case_ref FROM aggregator.binding WHERE case_ref IS NOT NULL`;
