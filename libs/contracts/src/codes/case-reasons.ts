/** Reasons of case events; additions of this project. */

/** Why facts of a published case were replaced. DECISION_ERROR: the decisions told before it stand no more. */
export const CORRECTION_REASON = [
  'ENTRY_ERROR',
  'NEW_FACTS',
  'CONSENT_WITHDRAWN',
  'GROUP_TOO_SMALL',
  'DECISION_ERROR',
] as const;
export type CorrectionReason = (typeof CORRECTION_REASON)[number];

export const REOPENING_REASON = ['NEW_FACTS', 'RETURN_OF_PERSON', 'CLOSED_IN_ERROR', 'OTHER'] as const;
export type ReopeningReason = (typeof REOPENING_REASON)[number];

/** ALL: every holder, the own register included. REGIONAL: everything outside the country. */
export const ERASURE_SCOPE = ['ALL', 'REGIONAL'] as const;
export type ErasureScope = (typeof ERASURE_SCOPE)[number];

/** Duties that limit an erasure: while one binds, the request stands and nothing is erased. */
export const ERASURE_DUTY = ['COURT_ORDER', 'STATUTORY_RETENTION', 'LEGAL_CLAIM'] as const;
export type ErasureDuty = (typeof ERASURE_DUTY)[number];
