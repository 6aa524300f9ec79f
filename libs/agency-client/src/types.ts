import type { components } from './generated/agency-messages.js';

type Schemas = components['schemas'];

/** One record by the names of the columns. Absent, null or empty: not asked. */
export type CaseRecord = Schemas['CaseRecord'];

/** What became of one record. Never a value of the record. */
export type RecordAnswer = Schemas['RecordAnswered'];

export type SubmittedHeaders = Schemas['SubmittedHeaders'];
export type SealedContent = Schemas['SealedContent'];
export type SignedContent = Schemas['SignedContent'];
