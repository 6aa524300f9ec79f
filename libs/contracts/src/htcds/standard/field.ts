/** One field of the standard, as its sheet `HTCDS Field Standards 2.0` describes it. */
export interface HtcdsField {
  readonly label: string;
  /** The standard's own word: Text, Long Text, Date, Number, Checkbox, Picklist, Multiselect Picklist ... */
  readonly type: string;
  /** In the standard's spreadsheets and survey form. */
  readonly core?: true;
  /** The standard itself no longer recommends it. */
  readonly deprecated?: true;
  /** Value names and their labels, where the standard lists them. */
  readonly values?: Readonly<Record<string, string>>;
}
