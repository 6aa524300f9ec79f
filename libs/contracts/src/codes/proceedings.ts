/** Class of a proceeding by the kind of exploitation; counts cases and suspects, never victims. */
export const PROCEEDING_CLASS = ['SEX', 'LABOUR', 'BOTH', 'OTHER'] as const;
export type ProceedingClass = (typeof PROCEEDING_CLASS)[number];

/** RECLASSIFIED is a value of its own: reports say that charges were downgraded. */
export const PROCEEDING_OUTCOME = [
  'PROSECUTION_REFERRED',
  'NO_CRIME',
  'INSUFFICIENT_EVIDENCE',
  'RECLASSIFIED',
  'TRANSFERRED_ABROAD',
] as const;
export type ProceedingOutcome = (typeof PROCEEDING_OUTCOME)[number];

/** HOUSE_ARREST is a value of its own: reports criticise laws that allow it for trafficking. */
export const SENTENCE_KIND = ['PRISON', 'SUSPENDED', 'HOUSE_ARREST', 'FINE', 'OTHER'] as const;
export type SentenceKind = (typeof SENTENCE_KIND)[number];

/** What an article of a criminal code is about. */
export const LEGAL_SUBJECT = [
  'TRAFFICKING_IN_PERSONS',
  'TRAFFICKING_IN_MINORS',
  'SEX_AND_LABOUR_TRAFFICKING',
  'INVOLVING_MINOR_IN_PROSTITUTION',
  'INVOLVING_IN_PROSTITUTION',
  'BROTHEL_KEEPING_OR_PIMPING',
  'ORGAN_REMOVAL',
  'KIDNAPPING_FOR_EXPLOITATION',
  'DEPRIVATION_OF_LIBERTY_FOR_EXPLOITATION',
  'FORCED_PROSTITUTION',
  'FORCED_LABOUR',
  'SLAVE_LABOUR',
  'RECRUITMENT_BY_FRAUD',
  'MINORS_IN_PORNOGRAPHY',
] as const;
export type LegalSubject = (typeof LEGAL_SUBJECT)[number];
