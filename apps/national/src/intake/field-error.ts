/** What is wrong with one field of a record. Says where and which rule; never what was found there. */
export interface FieldError {
  /** Name of the column, or `record` for the whole of it. */
  readonly field: string;
  readonly code: FieldErrorCode;
}

export type FieldErrorCode =
  | 'missing'
  | 'unknown-field'
  | 'wrong-type'
  | 'unknown-code'
  | 'impossible-date'
  | 'malformed'
  | 'too-long'
  | 'too-many'
  | 'control-character'
  | 'encoding'
  | 'contradiction'
  | 'consent-unchecked'
  | 'other-country'
  | 'other-organisation'
  | 'repeated-id'
  | 'voided'
  | 'bad-json'
  | 'broken-quote'
  | 'column-count'
  | 'too-large';

/** A record that was refused, with everything that is wrong with it. */
export class RecordRefused extends Error {
  override readonly name = 'RecordRefused';
  readonly code = 'record-refused';

  constructor(
    readonly errors: readonly FieldError[],
    /** The record's id where that field itself is good. */
    readonly recordId?: string,
  ) {
    super(`refused: ${errors.map((error) => `${error.field} ${error.code}`).join(', ')}`);
  }
}

/** Collects what is wrong with a record, so that the agency learns everything at once: each error of a field once. */
export class FieldErrors {
  readonly list: FieldError[] = [];

  add(field: string, code: FieldErrorCode): void {
    if (!this.list.some((known) => known.field === field && known.code === code)) this.list.push({ field, code });
  }
}
