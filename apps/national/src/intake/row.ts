import type { ColumnName } from './columns.js';
import type { FieldError } from './field-error.js';

/** One row of a file: its cells by column, or why it could not be read. `line` counts physical lines from 1. */
export type Row =
  | { readonly line: number; readonly values: Readonly<Partial<Record<ColumnName, string>>> }
  | { readonly line: number; readonly error: FieldError };
