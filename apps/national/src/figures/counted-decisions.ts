import { decisionClass, DECISION_ORG } from '#contracts';
import { DECISION, EPISODE, OUTCOME } from '../anonymisation/register-tables.js';

const GOVERNMENT_ORGS = DECISION_ORG.filter((org) => decisionClass(org) === 'GOVERNMENT').map((org) => `'${org}'`);

/**
 * Common table expressions `decided` and `counted`: for each open episode and each side (government or not) the earliest
 * standing ACTUAL decision that no later one of the episode, by whatever body, took back as NOT_A_VICTIM. Earlier and later are
 * the order in which the register learnt of them, as on the regional log.
 */
export const COUNTED = `
  decided AS MATERIALIZED (
    SELECT d.case_ref, e.person_ref, e.facts, d.seq, d.decided_on, outcome,
           coalesce(d.decision_org IN (${GOVERNMENT_ORGS.join(', ')}), false) AS government
      FROM ${DECISION} d JOIN ${EPISODE} e USING (case_ref), LATERAL (SELECT ${OUTCOME.replace('trafficking_status', 'd.trafficking_status')} AS outcome) named
     WHERE e.status = 'OPEN' AND outcome IS NOT NULL AND d.decided_on IS NOT NULL AND d.decision_org IS NOT NULL),
  counted AS MATERIALIZED (
    SELECT DISTINCT ON (case_ref, government)
           case_ref, person_ref, facts, government, decided_on, extract(year FROM decided_on)::int AS year
      FROM decided WHERE outcome = 'ACTUAL' AND NOT EXISTS (
        SELECT 1 FROM decided later WHERE later.case_ref = decided.case_ref AND later.outcome = 'NOT_A_VICTIM'
           AND later.seq > decided.seq)
     ORDER BY case_ref, government, seq)`;
