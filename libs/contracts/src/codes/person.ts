/** HTCDS guidance 7 on migration status, cut down. */
export const MIGRATION = [
  'Family',
  'Visitor',
  'Labour',
  'Student',
  'Irregular',
  'AsylumSeeker',
  'Refugee',
  'ComplementaryProtection',
  'Stateless',
  'InternallyDisplaced',
  'Returnee',
  'Deportee',
  'UnaccompaniedOrSeparatedChild',
  'NotAMigrant',
] as const;
export type Migration = (typeof MIGRATION)[number];

/** DISPUTED is treated as MINOR until it is settled. */
export const AGE_STATUS = ['ADULT', 'MINOR', 'DISPUTED'] as const;
export type AgeStatus = (typeof AGE_STATUS)[number];

/** Answers to a yes-or-no question in agency files. */
export const YES_NO = ['Y', 'N'] as const;
export type YesNo = (typeof YES_NO)[number];

/** Languages in which the labels exist, ISO 639-1; also those that a member declares. */
export const LABEL_LANGUAGES = ['kk', 'ky', 'tg', 'uz', 'ru', 'en'] as const;
export type LabelLanguage = (typeof LABEL_LANGUAGES)[number];

/** A person's language of contact. */
export const LANGUAGE = [...LABEL_LANGUAGES, 'other'] as const;
export type Language = (typeof LANGUAGE)[number];
