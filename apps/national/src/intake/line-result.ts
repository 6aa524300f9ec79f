import type { FieldError } from './field-error.js';
import type { RegisterResult } from '../register/register-records.js';

/** What became of one line; field names as on the wire. */
export interface LineResult {
  readonly line: number;
  readonly record_id?: string;
  readonly outcome: 'registered' | 'changed' | 'unchanged' | 'rejected';
  readonly case_ref?: string;
  readonly errors?: readonly FieldError[];
  /** Fields of another standard with a value that a record has no place for. */
  readonly not_taken?: readonly string[];
}

export interface Summary {
  received: number;
  registered: number;
  changed: number;
  unchanged: number;
  rejected: number;
}

export function emptySummary(): Summary {
  return { received: 0, registered: 0, changed: 0, unchanged: 0, rejected: 0 };
}

export function count(summary: Summary, results: readonly LineResult[]): void {
  for (const { outcome } of results) {
    summary.received += 1;
    summary[outcome] += 1;
  }
}

export function refusedLine(line: number, errors: readonly FieldError[], recordId?: string): LineResult {
  return { line, ...(recordId === undefined ? {} : { record_id: recordId }), outcome: 'rejected', errors };
}

export function registeredLine(line: number, result: RegisterResult, notTaken?: readonly string[]): LineResult {
  if (result.outcome === 'rejected') {
    return refusedLine(line, [{ field: result.field, code: result.code }], result.recordId);
  }
  const registered = { line, record_id: result.recordId, outcome: result.outcome, case_ref: result.caseRef };
  return notTaken === undefined ? registered : { ...registered, not_taken: notTaken };
}
