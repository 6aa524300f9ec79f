import type { FieldError } from './field-error.js';

/** One row of a file: its cells by the names of the header, or why it could not be read. `line` counts physical lines from 1. */
export type Row =
  | { readonly line: number; readonly values: Readonly<Record<string, string>> }
  | { readonly line: number; readonly error: FieldError };

/** What the first line of a file says about the lines below it. */
export interface Header {
  /** In the order of the file; empty for a column without a name. */
  readonly names: readonly string[];
  /** A line as a row; undefined where it holds no record. */
  row(line: number, cells: readonly string[]): Row | undefined;
}
