/** Rows `codes` and `value` of the tables about protection and rights, for the days from $1 to before $2. */

/**
 * A4: foreign persons registered in the period, who were presumed then whatever was decided since, and of them those whose
 * period a body began: that it is on by itself from registration says nothing of what a state granted. Ends and extensions
 * by the day of the act.
 */
export const REFLECTION = `
  WITH foreigner AS (
    SELECT person_ref, case_ref, registered_on, coded FROM register.episode
     WHERE status = 'OPEN' AND facts ->> 'ownOrForeign' = 'FOREIGN'),
  registered AS (SELECT * FROM foreigner WHERE registered_on >= $1::date AND registered_on < $2::date),
  act AS (SELECT f.person_ref, a.act FROM reflection.act a JOIN foreigner f USING (case_ref)
           WHERE a.on_day >= $1::date AND a.on_day < $2::date)
  SELECT ARRAY['PRESUMED_FOREIGN'] AS codes, count(DISTINCT person_ref)::int AS value FROM registered
  UNION ALL SELECT ARRAY['PERIOD_BEGUN'], count(DISTINCT person_ref)::int FROM registered
             WHERE coded ->> 'reflectionStartedOn' IS NOT NULL
  UNION ALL SELECT ARRAY['ENDED_EARLY'], count(DISTINCT person_ref)::int FROM act WHERE act = 'ENDED'
  UNION ALL SELECT ARRAY['EXTENDED'], count(DISTINCT person_ref)::int FROM act WHERE act = 'EXTENDED'`;

/** A5a: a return that two organisations recorded is one event. */
export const RETURNS = `
  WITH returned AS (
    SELECT e.person_ref, r.kind, r.returned_on, bool_or(r.inside_reflection) AS inside
      FROM care.person_return r JOIN register.episode e USING (case_ref)
     WHERE e.status = 'OPEN' AND r.returned_on >= $1::date AND r.returned_on < $2::date
     GROUP BY e.person_ref, r.kind, r.returned_on),
  named AS (SELECT CASE WHEN kind = 'VOLUNTARY' THEN kind WHEN inside THEN 'ENFORCED_INSIDE_REFLECTION'
                   ELSE 'ENFORCED_OUTSIDE_REFLECTION' END AS code FROM returned)
  SELECT ARRAY[code] AS codes, count(*)::int AS value FROM named GROUP BY code`;

/** A5b. Unresolved: imposed before the end of the period and standing then, whenever they began. Resolved: in the period. */
export const PENALISATIONS = `
  WITH penalised AS (
    SELECT e.person_ref, p.imposed_on, p.resolved_on FROM care.penalisation p JOIN register.episode e USING (case_ref)
     WHERE e.status = 'OPEN')
  SELECT ARRAY['UNRESOLVED'] AS codes, count(DISTINCT person_ref)::int AS value FROM penalised
   WHERE imposed_on < $2::date AND (resolved_on IS NULL OR resolved_on >= $2::date)
  UNION ALL
  SELECT ARRAY['RESOLVED'], count(DISTINCT person_ref)::int FROM penalised
   WHERE resolved_on >= $1::date AND resolved_on < $2::date`;

/**
 * Cases registered in the period, for each purpose by the decision that stood at its end. As `consentState` of the domain:
 * the latest dated decision rules, and contradictions of one moment or undated ones count as refused.
 * $3: the purposes.
 */
export const CONSENTS = `
  WITH registered AS (
    SELECT case_ref FROM register.episode
     WHERE status = 'OPEN' AND registered_on >= $1::date AND registered_on < $2::date),
  asked AS (
    SELECT case_ref, purpose, decision, decided_on, max(decided_on) OVER (PARTITION BY case_ref, purpose) AS latest
      FROM register.consent JOIN registered USING (case_ref)
     WHERE decision <> 'NOT_ASKED' AND (decided_on IS NULL OR decided_on < $2::date::timestamp AT TIME ZONE 'UTC')),
  ruling AS (
    SELECT case_ref, purpose, CASE WHEN min(decision) = max(decision) THEN min(decision) ELSE 'REFUSED' END AS decision
      FROM asked WHERE decided_on IS NULL OR decided_on = latest GROUP BY case_ref, purpose),
  stood AS (
    SELECT purpose, coalesce(r.decision, 'NOT_ASKED') AS decision
      FROM registered CROSS JOIN unnest($3::text[]) AS purpose LEFT JOIN ruling r USING (case_ref, purpose))
  SELECT ARRAY[purpose, decision] AS codes, count(*)::int AS value FROM stood GROUP BY purpose, decision`;

/** Disclosures that organisations recorded, those included whose case was erased since; not those of a case entered in error. */
export const DISCLOSURES_BY_LAW = `
  SELECT count(*)::int AS value FROM rights.disclosure d LEFT JOIN register.episode e USING (case_ref)
   WHERE d.disclosed_on >= $1::date AND d.disclosed_on < $2::date AND e.status IS DISTINCT FROM 'VOIDED'`;
