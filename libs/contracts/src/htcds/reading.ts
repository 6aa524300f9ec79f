import type { ColumnName } from '../agencies/columns.js';

/** What becomes of a field of the standard in a record. */
export type HtcdsReading =
  /** Goes over as it is; `fallback` where another field of the standard is preferred when both are filled. */
  | { readonly take: 'text'; readonly column: ColumnName; readonly fallback?: true }
  /** One line of several fields, in the order in which they stand. */
  | { readonly take: 'part-of-line'; readonly column: ColumnName }
  | { readonly take: 'date'; readonly column: ColumnName }
  | { readonly take: 'country'; readonly column: ColumnName }
  | { readonly take: 'codes'; readonly column: ColumnName; readonly codes: HtcdsCodes }
  /** Age in years when first trafficked: whether that was a minor. */
  | { readonly take: 'age'; readonly column: ColumnName }
  /** One event a row: its type says which columns its country and state belong to. */
  | { readonly take: 'event'; readonly part: 'type' | 'country' | 'state' }
  /** TRUE gives no consent, FALSE contradicts one: the standard's box names no purpose. */
  | { readonly take: 'consent-box' }
  /** A record has no place for it. */
  | { readonly take: 'none'; readonly why: string };

/** Codes of one coded field and those of the column that it belongs to. */
export interface HtcdsCodes {
  /** Code of the column by value name of the standard. */
  readonly in: Readonly<Record<string, string>>;
  /** Value name of the standard by code of the column. A code that is missing cannot be said in the standard. */
  readonly out: Readonly<Record<string, string>>;
  /** Value names of the standard's Field Definitions that its list of fields lacks; they have no labels. */
  readonly unlisted: readonly string[];
}
