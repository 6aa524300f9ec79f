/** Language in whose orthography a person's names stand. */
export const NAME_LANGUAGES = ['kk', 'ky', 'tg', 'uz', 'tk', 'ru'] as const;
export type NameLanguage = (typeof NAME_LANGUAGES)[number];

/** Words of one language, separated by white space, in the national orthography and by falling frequency. */
export interface NameSource {
  readonly male: string;
  readonly female: string;
  /** Stems to which a surname ending is added; whole masculine surnames for Russian. */
  readonly surnames: string;
  /** Parts of which the long tail of compound names is made: Nur + lan, Gul + nora. */
  readonly maleHeads: string;
  readonly maleTails: string;
  readonly femaleHeads: string;
  readonly femaleTails: string;
}

export function words(text: string): string[] {
  return [...new Set(text.toLowerCase().split(/\s+/).filter(Boolean))];
}
