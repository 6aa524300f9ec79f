import { ProblemError } from '#http';
import type { RecordRefused } from '../intake/field-error.js';

/** What is wrong with a record, by field and rule. */
export function refusedRecord(error: RecordRefused): ProblemError {
  return new ProblemError(422, 'record-refused', 'The record is not valid; "errors" names each field and rule.', {
    errors: error.errors,
    ...(error.recordId === undefined ? {} : { record_id: error.recordId }),
  });
}
