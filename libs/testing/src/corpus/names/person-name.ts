import { type NameLanguage } from './name-source.js';

/** Which ending a family's name bears; `whole` is a Russian surname that is listed whole. */
export const SURNAME_STYLES = ['ov', 'son-of', 'zoda', 'iy', 'iyon', 'bare', 'whole'] as const;
export type SurnameStyle = (typeof SURNAME_STYLES)[number];

/** How a patronymic is made of the father's name. */
export const PATRONYMIC_STYLES = ['ovich', 'son-of', 'zoda', 'bare'] as const;
export type PatronymicStyle = (typeof PATRONYMIC_STYLES)[number];

export interface Surname {
  /** Lower-case Cyrillic of the national orthography. */
  readonly stem: string;
  readonly style: SurnameStyle;
}

/** A person's true name; lower-case Cyrillic of the language's orthography. */
export interface PersonName {
  readonly language: NameLanguage;
  readonly given: string;
  /** The father's given name; `null` where the person has no patronymic. */
  readonly father: string | null;
  readonly surname: Surname;
}
