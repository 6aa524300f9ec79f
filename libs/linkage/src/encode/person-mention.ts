import type { TypedName } from '../normalise/name-order.js';

/** What of a person is encoded, as the clerk typed it. It never leaves the country otherwise. */
export interface PersonMention extends TypedName {
  /** Maiden names, nicknames and other names that the person goes by. */
  readonly aliases?: readonly string[];
  /** `YYYY-MM-DD`, `YYYY-MM`, `YYYY`; a `~` behind it (EDTF, ISO 8601-2) means about that year. */
  readonly birthDate: string | null;
  readonly birthPlace?: string | null;
  /** ISO 3166-2. */
  readonly birthAdmin1?: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly citizenship?: string | null;
  readonly sex: string | null;
  readonly documentNo: string | null;
  readonly nationalId: string | null;
  readonly phone: string | null;
  readonly handle: string | null;
}
