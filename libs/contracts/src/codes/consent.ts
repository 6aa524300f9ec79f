/** Who decided for the person; for a minor never the guardian alone. */
export const CONSENT_BY = [
  'PERSON',
  'LEGAL_GUARDIAN_WITH_CHILD_ASSENT',
  'APPOINTED_GUARDIAN',
  'CHILD_PROTECTION_AUTHORITY',
  'COURT',
] as const;
export type ConsentBy = (typeof CONSENT_BY)[number];

/** The seven checks of informed consent, HTCDS `con_Consent` guidance. */
export const INFORMED_CHECK = [
  'agreesToInterview',
  'toldPurpose',
  'toldUses',
  'toldResearchUse',
  'toldAccessRight',
  'toldRetention',
  'toldHowToWithdraw',
] as const;
export type InformedCheck = (typeof INFORMED_CHECK)[number];
