import { type CountryCode } from '#contracts';
import { type TrapKind } from './options.js';
import { type Spelling } from './spelling/spelling.js';

/** What happened to a record or, where it can happen to each, to a cell of it. */
export type Damage =
  | 'typing-error'
  | 'doubled-letter'
  | 'mixed-script'
  | 'poor-keyboard'
  | 'no-apostrophe'
  | 'decomposed'
  | 'stray-space'
  | 'odd-case'
  | 'swapped-columns'
  | 'patronymic-in-given'
  | 'name-in-one-column'
  | 'hypocorism'
  | 'courtesy-ending'
  | 'split-compound'
  | 'patronymic-missing'
  | 'married-name'
  | 'year-off'
  | 'day-month-swapped'
  | 'day-wrong'
  | 'new-year'
  | 'sex-wrong'
  | 'citizenship-wrong'
  | 'birth-admin1-wrong'
  | 'placeholder'
  | 'recruiter-phone'
  | 'family-phone'
  | 'number-error';

/** What is true behind a record; for training and judging only. */
export interface RecordTruth {
  readonly personId: string;
  readonly familyId: string;
  readonly spelling: Spelling;
  readonly damage: readonly Damage[];
}

/** A person as one clerk typed them; `null` is an empty cell. The names are those of a person mention. */
export interface CorpusRecord {
  readonly recordId: string;
  readonly country: CountryCode;
  /** `YYYY-MM-DD`. */
  readonly registeredOn: string;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  readonly surname: string | null;
  readonly aliases: readonly string[];
  /** `FEMALE`, `MALE`, `UNKNOWN`. */
  readonly sex: string | null;
  /** `YYYY-MM-DD`, `YYYY-MM`, `YYYY`. */
  readonly birthDate: string | null;
  readonly birthPlace: string | null;
  /** ISO 3166-2. */
  readonly birthAdmin1: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly citizenship: string | null;
  readonly documentNo: string | null;
  readonly nationalId: string | null;
  readonly phone: string | null;
  readonly handle: string | null;
  readonly address: string | null;
  readonly truth: RecordTruth;
}

/** Two different persons made to look alike. */
export interface TrapPair {
  readonly kind: TrapKind;
  readonly personIds: readonly [string, string];
}

export interface Corpus {
  /** By day of registration. */
  readonly records: readonly CorpusRecord[];
  readonly traps: readonly TrapPair[];
}
