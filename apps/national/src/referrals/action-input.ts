import type { ReferralNote } from '#contracts';

/** What an action says: fields in clear, a note to the other case worker, or the own case of a start. */
export interface ActionInput {
  readonly clear?: Record<string, unknown>;
  readonly note?: ReferralNote;
  readonly caseRef?: string;
}
