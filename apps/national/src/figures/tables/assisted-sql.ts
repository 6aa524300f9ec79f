/** The last day of what was given: a stay of which nobody told the end goes on until who gives it has closed the case. */
const LAST_DAY = `
  coalesce(s.ended_on, CASE WHEN s.service = 'SAFE_ACCOMMODATION' THEN greatest(s.given_on, coalesce((
    SELECT CASE WHEN closed AND e.organisation = s.organisation THEN happened_on END
      FROM register.closing c WHERE c.case_ref = s.case_ref ORDER BY seq DESC LIMIT 1), 'infinity')) END, s.given_on)`;

/**
 * Rows `codes` and `value` of the tables about help, for the days from $1 to before $2. A person is assisted in a period
 * when a service was given to them on one of its days; persons count once a cell, over all their cases of this country.
 */
const ASSISTED = `
  assisted AS MATERIALIZED (
    SELECT e.person_ref, e.case_ref, e.registered_on, e.facts, e.coded, s.service, s.funding
      FROM care.service s JOIN register.episode e USING (case_ref)
     WHERE e.status = 'OPEN' AND s.given_on < $2::date AND ${LAST_DAY} >= $1::date)`;

const by = (code: string) => `
  WITH ${ASSISTED}
  SELECT ARRAY[${code}] AS codes, count(DISTINCT person_ref)::int AS value FROM assisted GROUP BY ${code}`;

/** A1, with the two that follow. */
export const ASSISTED_BY_SERVICE = by('service');
export const ASSISTED_BY_FUNDING = by('funding');

/** Of persons with several cases the citizenship of the latest. */
export const ASSISTED_OWN_OR_FOREIGN = `
  WITH ${ASSISTED},
  person AS (SELECT DISTINCT ON (person_ref) facts ->> 'ownOrForeign' AS citizenship FROM assisted
              ORDER BY person_ref, registered_on DESC, case_ref)
  SELECT ARRAY[citizenship] AS codes, count(*)::int AS value FROM person GROUP BY citizenship`;

/** A2: persons of whom, at the end of the period, no decision ACTUAL stands in any case. */
export const ASSISTED_WITHOUT_STATUS = `
  WITH ${ASSISTED},
  decided AS (
    SELECT e.person_ref, d.case_ref, d.seq, d.trafficking_status
      FROM register.standing_decision d JOIN register.episode e USING (case_ref)
     WHERE e.status = 'OPEN' AND d.decided_on < $2::date)
  SELECT ARRAY[]::text[] AS codes, count(DISTINCT person_ref)::int AS value FROM assisted a
   WHERE NOT EXISTS (
     SELECT FROM decided d WHERE d.person_ref = a.person_ref AND d.trafficking_status = 'ActualVictimOfTrafficking'
        AND NOT EXISTS (SELECT FROM decided later WHERE later.case_ref = d.case_ref AND later.seq > d.seq
                           AND later.trafficking_status = 'NotAVictimOfTrafficking'))`;

/** A3. */
export const SHELTERED = `
  WITH ${ASSISTED}
  SELECT ARRAY[]::text[] AS codes, count(DISTINCT person_ref)::int AS value FROM assisted
   WHERE service = 'SAFE_ACCOMMODATION'`;

/** A migrant worker: by the record's own word, or a foreigner in labour exploitation. */
const MIGRANT_WORKER = `(coded ->> 'migrationStatus' = 'Labour'
  OR (facts ->> 'ownOrForeign' = 'FOREIGN' AND facts ->> 'rollup' IN ('LABOUR_ONLY', 'BOTH')))`;

/** A6: permits and compensation by the day of their grant; medical care as a service. */
export const PERMITS_AND_COMPENSATION = `
  WITH ${ASSISTED}
  SELECT ARRAY[n.kind] AS codes, count(DISTINCT e.person_ref)::int AS value
    FROM care.entitlement n JOIN register.episode e USING (case_ref)
   WHERE e.status = 'OPEN' AND n.granted_on >= $1::date AND n.granted_on < $2::date
     AND n.kind IN ('RESIDENCE_PERMIT', 'WORK_PERMIT', 'COMPENSATION') GROUP BY n.kind
  UNION ALL
  SELECT ARRAY['MEDICAL_CARE_OF_MIGRANT_WORKER'], count(DISTINCT person_ref)::int FROM assisted
   WHERE service IN ('EMERGENCY_MEDICAL', 'Health') AND ${MIGRANT_WORKER}`;
