/** The register's tables that anonymisation and figures read; the register owns them. */
export const EPISODE = 'register.episode';
/** Decisions that stand: what a corrected record replaced is not among them. */
export const DECISION = 'register.standing_decision';
export const CLOSING = 'register.closing';
export const CONSENT = 'register.consent';

/** SQL: the outcome of a row of the decision table; null for a status that decides nothing. */
export const OUTCOME = `CASE trafficking_status
  WHEN 'ActualVictimOfTrafficking' THEN 'ACTUAL' WHEN 'NotAVictimOfTrafficking' THEN 'NOT_A_VICTIM' END`;

/**
 * SQL: when the register learnt that the mention of episode `e` must end: it is voided, closed, or no victim's by its latest
 * decision, whichever it learnt first; null while the case goes on.
 */
export const ENDED_AT = `
  CASE WHEN e.status <> 'OPEN' THEN e.voided_at ELSE least(
    (SELECT CASE WHEN closed THEN received_at END FROM ${CLOSING} WHERE case_ref = e.case_ref ORDER BY seq DESC LIMIT 1),
    (SELECT CASE WHEN ${OUTCOME} = 'NOT_A_VICTIM' THEN received_at END
       FROM ${DECISION} WHERE case_ref = e.case_ref ORDER BY seq DESC LIMIT 1)) END`;

/** Own table: what of each case has left the country. */
export const PUBLICATION = 'anonymisation.publication';
