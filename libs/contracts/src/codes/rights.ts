/** What a person complains of. */
export const COMPLAINT_ABOUT = [
  'CONSENT_DISREGARDED',
  'SHARED_WITHOUT_BASIS',
  'ACCESS_REFUSED',
  'CORRECTION_REFUSED',
  'SERVICE',
  'CONDUCT_OF_STAFF',
  'OTHER',
] as const;
export type ComplaintAbout = (typeof COMPLAINT_ABOUT)[number];

/** What came of a complaint. */
export const COMPLAINT_OUTCOME = ['UPHELD', 'PARTLY_UPHELD', 'NOT_UPHELD'] as const;
export type ComplaintOutcome = (typeof COMPLAINT_OUTCOME)[number];

/** Why a record stays as it is although the person says that it is wrong. */
export const CORRECTION_REFUSAL = ['FOUND_CORRECT', 'NO_EVIDENCE', 'RECORD_OF_A_DECISION', 'LEGAL_CLAIM'] as const;
export type CorrectionRefusal = (typeof CORRECTION_REFUSAL)[number];

/** What was exposed by a breach of confidentiality. */
export const INCIDENT_KIND = [
  'DATA_EXPOSED',
  'SHELTER_EXPOSED',
  'WRONG_RECIPIENT',
  'READ_WITHOUT_NEED',
  'DEVICE_OR_PAPER_LOST',
  'OTHER',
] as const;
export type IncidentKind = (typeof INCIDENT_KIND)[number];

/** Who is told of a breach. */
export const INCIDENT_TOLD = [
  'PERSON',
  'GUARDIAN',
  'SHELTER',
  'COORDINATOR',
  'SUPERVISORY_AUTHORITY',
  'OTHER_ORGANISATION',
] as const;
export type IncidentTold = (typeof INCIDENT_TOLD)[number];

/** Why somebody cannot decide at the moment. Not wanting something is none. */
export const INCAPACITY = ['UNCONSCIOUS', 'ACUTE_ILLNESS', 'UNDER_SUBSTANCES', 'ACUTE_CRISIS'] as const;
export type Incapacity = (typeof INCAPACITY)[number];

/** What a law rests a demand on. A request without one of them is refused, not recorded. */
export const DISCLOSURE_BASIS = ['COURT_ORDER', 'PROSECUTOR_ORDER', 'STATUTE'] as const;
export type DisclosureBasis = (typeof DISCLOSURE_BASIS)[number];

/** Kinds of data that were handed over. */
export const DISCLOSED_PART = ['IDENTITY', 'CONTACT', 'CASE_FACTS', 'DECISIONS', 'CARE', 'REFERRALS'] as const;
export type DisclosedPart = (typeof DISCLOSED_PART)[number];

/** The only grounds on which the person is not told yet. */
export const NOT_INFORMED = ['FORBIDDEN_BY_ORDER', 'ENDANGERS_SOMEBODY', 'CANNOT_BE_REACHED'] as const;
export type NotInformed = (typeof NOT_INFORMED)[number];

/** What is decided about a correction that a person asks for. */
export const CORRECTION_DECISION = ['ACCEPTED', 'REFUSED'] as const;
export type CorrectionDecisionCode = (typeof CORRECTION_DECISION)[number];
