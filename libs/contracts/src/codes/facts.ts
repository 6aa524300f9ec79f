/** Codes of facts about an episode. Sources: HTCDS 2.0 (IOM, CC BY 4.0), UN Trafficking Protocol, CTDC; additions of this project are said. */

/** HTCDS `vic_TraffickingStatus`. */
export const TRAFFICKING_STATUS = [
  'PossibleVictimOfTrafficking',
  'ActualVictimOfTrafficking',
  'NotAVictimOfTrafficking',
] as const;
export type TraffickingStatus = (typeof TRAFFICKING_STATUS)[number];

/** HTCDS `vic_TraffickingStatusDecisionMakingOrg`; the last two are additions. */
export const DECISION_ORG = [
  'Police',
  'NGO',
  'CourtOrProsecution',
  'NonPoliceGovernmentalOrganization',
  'Other',
  'IdentificationCommission',
  'InternationalOrganisation',
] as const;
export type DecisionOrg = (typeof DECISION_ORG)[number];

/** The class of the deciding body, the only thing about it that leaves a country. */
export const DECIDED_BY = ['GOVERNMENT', 'NGO', 'INTERNATIONAL', 'OTHER'] as const;
export type DecidedBy = (typeof DECIDED_BY)[number];

export const DECISION_OUTCOME = ['ACTUAL', 'NOT_A_VICTIM'] as const;
export type DecisionOutcome = (typeof DECISION_OUTCOME)[number];

export const STATUS_KIND = ['NRM', 'CRIMINAL_PROCEDURE'] as const;
export type StatusKind = (typeof STATUS_KIND)[number];

export const SEX = ['FEMALE', 'MALE', 'OTHER', 'UNKNOWN'] as const;
export type Sex = (typeof SEX)[number];

/** Unions of CTDC's nine bands. */
export const AGE_BAND = ['0-8', '9-17', '18-29', '30-47', '48+', 'UNKNOWN'] as const;
export type AgeBand = (typeof AGE_BAND)[number];

export const MAJORITY = ['MINOR', 'ADULT', 'UNKNOWN'] as const;
export type Majority = (typeof MAJORITY)[number];

/** HTCDS `vic_TypeOfExploitation`; the last two are additions (UNODC, Trafficking Protocol; both in CTDC). */
export const EXPLOITATION = [
  'ForcedLabour',
  'SexualExploitation',
  'ChildLabour',
  'ForcedMarriage',
  'Servitude',
  'ForcedMilitaryByNonStateActors',
  'OrganRemoval',
  'ForcedBegging',
  'ForcedAdoption',
  'Surrogacy',
  'Other',
  'ForcedCriminality',
  'SlaveryOrSimilarPractices',
] as const;
export type Exploitation = (typeof EXPLOITATION)[number];

/** SEX types: SexualExploitation. LABOUR types: ForcedLabour, ChildLabour, Servitude. OTHER: neither. */
export const EXPLOITATION_ROLLUP = ['SEX_ONLY', 'LABOUR_ONLY', 'BOTH', 'OTHER', 'UNKNOWN'] as const;
export type ExploitationRollup = (typeof EXPLOITATION_ROLLUP)[number];

/** ISO 3166-1 alpha-2 of the countries that reports of the region name, and groups for all rarer ones. */
export const COUNTRY_GROUP = [
  'KZ',
  'KG',
  'TJ',
  'UZ',
  'TM',
  'RU',
  'TR',
  'AE',
  'KR',
  'AF',
  'CN',
  'OTHER_CIS',
  'OTHER_ASIA',
  'OTHER_EUROPE',
  'OTHER',
  'STATELESS',
  'UNKNOWN',
] as const;
export type CountryGroup = (typeof COUNTRY_GROUP)[number];

export const OWN_OR_FOREIGN = ['OWN', 'FOREIGN', 'UNKNOWN'] as const;
export type OwnOrForeign = (typeof OWN_OR_FOREIGN)[number];

export const HOME_OR_ABROAD = ['HOME', 'ABROAD', 'UNKNOWN'] as const;
export type HomeOrAbroad = (typeof HOME_OR_ABROAD)[number];

export const CLOSURE_REASON = [
  'PLAN_COMPLETED',
  'PERSON_DECLINED',
  'LOST_CONTACT',
  'TRANSFERRED',
  'RETURNED',
  'NOT_A_VICTIM',
  'DECEASED',
  'DUPLICATE',
  'OTHER',
] as const;
export type ClosureReason = (typeof CLOSURE_REASON)[number];

export const CONSENT_PURPOSE = [
  'DOMESTIC_REFERRAL',
  'CROSS_BORDER_REFERRAL',
  'CROSS_BORDER_MATCH',
  'LAW_ENFORCEMENT_CONTACT',
  'ANONYMISED_STATISTICS',
  'RETURN_ARRANGEMENT',
  'FAMILY_TRACING',
  'RESEARCH',
] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSE)[number];

export const CONSENT_DECISION = ['GIVEN', 'REFUSED', 'WITHDRAWN', 'NOT_ASKED'] as const;
export type ConsentDecision = (typeof CONSENT_DECISION)[number];

export const CONSENT_BASIS = ['RECORDED', 'ATTESTED_BY_AGENCY'] as const;
export type ConsentBasis = (typeof CONSENT_BASIS)[number];

/** A value that the ladder of generalisation held back, as opposed to UNKNOWN: asked, not known. */
export const WITHHELD = 'WITHHELD';
export type Withheld = typeof WITHHELD;
