/** Mentions that are connected at a level of strictness and are not too many. */
export interface WalkedComponent {
  readonly ids: readonly number[];
  readonly level: number;
  readonly least: number | null;
}
