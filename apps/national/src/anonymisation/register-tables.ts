/** The register's tables that anonymisation and figures read; the register owns them. */
export const EPISODE = 'register.episode';
/** Decisions that stand: what a corrected record replaced is not among them. */
export const DECISION = 'register.standing_decision';
export const CONSENT = 'register.consent';

/** SQL: the outcome of a row of the decision table; null for a status that decides nothing. */
export const OUTCOME = `CASE trafficking_status
  WHEN 'ActualVictimOfTrafficking' THEN 'ACTUAL' WHEN 'NotAVictimOfTrafficking' THEN 'NOT_A_VICTIM' END`;

/** Own table: what of each case has left the country. */
export const PUBLICATION = 'anonymisation.publication';
