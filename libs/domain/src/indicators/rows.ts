import type { CountryCode, DecidedBy, DecisionOutcome } from '#contracts';

/** First and last day, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface DecisionRow {
  readonly outcome: DecisionOutcome;
  readonly decidedBy: DecidedBy;
  /** ISO day; the first day of the year or quarter where no more is known. */
  readonly on: string;
}

/** One accepted case, not voided and not erased. */
export interface CaseRow {
  readonly country: CountryCode;
  readonly personRef: string;
  readonly caseRef: string;
  /** ISO day, or the first day of the quarter or year. */
  readonly registeredOn: string;
  readonly closedOn: string | null;
  /** In the order in which they were taken; a later one supersedes. */
  readonly decisions: readonly DecisionRow[];
}

/** A person as one country counts them. */
export function personOf(row: Pick<CaseRow, 'country' | 'personRef'>): string {
  return `${row.country}/${row.personRef}`;
}

export function isIn(period: Period, day: string): boolean {
  return period.from <= day && day <= period.to;
}
