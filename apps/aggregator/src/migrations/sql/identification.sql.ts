/** Cases that count at all: voided and erased ones are out of everything. */
export const COUNTED_CASE = `
  CREATE VIEW aggregator.counted_case AS
  SELECT * FROM aggregator.case_state WHERE state NOT IN ('VOIDED', 'ERASED')`;

/**
 * Who identified whom, when: for each case and side (a government body, or any other) the year of the earliest ACTUAL
 * decision, unless a later decision of the episode is NOT_A_VICTIM. Earlier and later go by version, because that is the
 * order in which the country decided. The rule is `countedDecision` of the domain library.
 */
export const IDENTIFICATION = `
  CREATE VIEW aggregator.identification AS
  SELECT country, person_ref, case_ref, by_government, year
  FROM (
    SELECT DISTINCT ON (d.source, d.case_ref, d.class = 'GOVERNMENT')
      c.source AS country, c.person_ref, c.case_ref, d.class = 'GOVERNMENT' AS by_government, d.year, d.version
    FROM aggregator.counted_case c
    JOIN aggregator.case_decision d ON d.source = c.source AND d.case_ref = c.case_ref
    WHERE d.outcome = 'ACTUAL'
    ORDER BY d.source, d.case_ref, d.class = 'GOVERNMENT', d.version
  ) earliest
  WHERE NOT EXISTS (
    SELECT FROM aggregator.case_decision later
    WHERE later.source = earliest.country AND later.case_ref = earliest.case_ref
      AND later.version > earliest.version AND later.outcome = 'NOT_A_VICTIM')`;

/** Cases open to matching: a mention that is no fake is bound to them. */
export const MATCHABLE_CASE = `
  CREATE VIEW aggregator.matchable_case AS
  SELECT DISTINCT source, case_ref FROM aggregator.binding WHERE case_ref IS NOT NULL`;
