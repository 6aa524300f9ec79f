/** What a step of a case comes from. */
export const TIMELINE_SOURCE = [
  'RECORD',
  'DECISION',
  'CONSENT',
  'EVENT',
  'REFERRAL',
  'REVIEW',
  'CARE',
  'REFLECTION',
  'ERASURE',
] as const;
export type TimelineSource = (typeof TIMELINE_SOURCE)[number];

/** One thing that happened in a case: codes, days and references, never an identity. */
export interface TimelineEntry {
  /** When the register learnt of it, RFC 3339 with microseconds. Of an event that waits: when it may leave. */
  readonly at: string;
  readonly source: TimelineSource;
  /** `REGISTERED`, `GIVEN`, `SENT`, `ASSESSMENT` ... */
  readonly what: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** One page of what happened in a case, the oldest first. */
export interface Timeline {
  readonly caseRef: string;
  readonly status: 'OPEN' | 'VOIDED' | 'ERASED';
  readonly entries: readonly TimelineEntry[];
  /** What the next page begins after; `null`: there is nothing more. */
  readonly next: string | null;
}
