import type { Transaction } from '#persistence';
import { CLOSING, CONSENT, DECISION, ENDED_AT, EPISODE, OUTCOME } from './register-tables.js';
import type { RegisterCase } from './register-case.js';

/** One text form in UTC, so that days and instants compare as text whatever the session's time zone. */
const CONSENT_JSON = `json_build_object('purpose', purpose, 'decision', decision, 'basis', basis, 'by', consent.by,
  'informed', informed,
  'decidedAt', to_char(consent.decided_on AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))`;

/**
 * Locks the episodes, in one order so that callers wait instead of dying, and reads them in the order of levelling.
 */
const REGISTER_SQL = `
  WITH locked AS MATERIALIZED (
    SELECT * FROM ${EPISODE} WHERE case_ref = ANY ($1::uuid[]) ORDER BY case_ref FOR UPDATE
  )
  SELECT e.case_ref AS "caseRef", e.record_id AS "recordId", e.person_ref AS "personRef",
         e.registered_on::text AS "registeredOn", e.facts, ARRAY[e.k0, e.k1, e.k2, e.k3, e.k4, e.k5, e.k6] AS keys,
         e.status, coalesce(d.decisions, '[]') AS decisions, coalesce(c.consents, '[]') AS consents,
         coalesce(m.consents, '[]') AS "matchConsentsOfPerson",
         coalesce(t.closings, '[]') AS closings, ${ENDED_AT} AS "endedAt"
    FROM locked e
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('seq', seq, 'outcome', outcome, 'org', decision_org, 'decidedOn', decided_on)
                      ORDER BY seq) AS decisions
        FROM ${DECISION}, LATERAL (SELECT ${OUTCOME} AS outcome) named
       WHERE case_ref = e.case_ref AND outcome IS NOT NULL) d ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('seq', seq, 'closed', closed, 'reason', reason,
                                        'year', extract(year FROM happened_on)) ORDER BY seq) AS closings
        FROM ${CLOSING} WHERE case_ref = e.case_ref) t ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(${CONSENT_JSON} ORDER BY seq) AS consents
        FROM ${CONSENT} consent WHERE case_ref = e.case_ref) c ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(${CONSENT_JSON}) AS consents
        FROM ${CONSENT} consent JOIN ${EPISODE} same USING (case_ref)
       WHERE same.person_ref = e.person_ref AND purpose = 'CROSS_BORDER_MATCH') m ON true
   ORDER BY e.registered_on, e.record_id, e.organisation`;

/** What the register holds of these cases, ordered by (`registered_on`, record id, organisation), locked until the transaction ends. */
export async function readRegister(tx: Transaction, caseRefs: readonly string[]): Promise<RegisterCase[]> {
  return tx.rows<RegisterCase>(REGISTER_SQL, [caseRefs]);
}
