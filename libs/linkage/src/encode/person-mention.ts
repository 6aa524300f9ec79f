import type { TypedName } from '../normalise/name-order.js';

/** What of a person is encoded, as the clerk typed it. It never leaves the country otherwise. */
export interface PersonMention extends TypedName {
  /** `YYYY-MM-DD`, `YYYY-MM`, `YYYY`. */
  readonly birthDate: string | null;
  readonly sex: string | null;
  readonly documentNo: string | null;
  readonly nationalId: string | null;
  readonly phone: string | null;
  readonly handle: string | null;
}
