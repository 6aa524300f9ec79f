import { CONSENT_PURPOSE, type ConsentDecision, type ConsentPurpose } from '#contracts';
import { consentState, type ConsentEntry } from './consent-state.js';

/** Where a purpose stands in one case. */
export interface PurposeState {
  readonly purpose: ConsentPurpose;
  readonly decision: ConsentDecision;
  /** Decisions on this purpose so far, 0 where it was never asked: what a later decision must have seen. */
  readonly version: number;
}

/** All purposes, in the order of the code list. Each stands alone: a decision on one moves no other. */
export function purposeStates(entries: readonly ConsentEntry[]): readonly PurposeState[] {
  return CONSENT_PURPOSE.map((purpose) => ({
    purpose,
    decision: consentState(entries, purpose),
    version: entries.filter((entry) => entry.purpose === purpose).length,
  }));
}
