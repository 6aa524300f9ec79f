/** Acts, means and control. They stay in the country and leave only in figures. */

/** Trafficking Protocol art. 3(a); `PURCHASE_SALE` is Kazakhstan's (law 110-VIII of 2024). */
export const ACT = ['RECRUITMENT', 'TRANSPORTATION', 'TRANSFER', 'HARBOURING', 'RECEIPT', 'PURCHASE_SALE'] as const;
export type Act = (typeof ACT)[number];

/** Trafficking Protocol art. 3(a). */
export const MEANS = [
  'THREAT_OR_USE_OF_FORCE',
  'OTHER_COERCION',
  'ABDUCTION',
  'FRAUD',
  'DECEPTION',
  'ABUSE_OF_POWER',
  'ABUSE_OF_VULNERABILITY',
  'PAYMENTS_OR_BENEFITS_TO_CONTROLLER',
] as const;
export type Means = (typeof MEANS)[number];

/** HTCDS types of sexual exploitation. */
export const SEX_TYPE = ['Prostitution', 'Pornography', 'RemoteInteractiveServices', 'PrivateSexualServices'] as const;
export type SexType = (typeof SEX_TYPE)[number];

/** The 17 of HTCDS Field Definitions, equal to CTDC's columns. The spreadsheet's 16 are aliases: see `htcds-aliases.ts`. */
export const CONTROL = [
  'DebtBondage',
  'TakesEarnings',
  'RestrictsFinancialAccess',
  'Threats',
  'PsychologicalAbuse',
  'PhysicalAbuse',
  'SexualAbuse',
  'FalsePromises',
  'PsychoactiveSubstances',
  'RestrictsMovement',
  'RestrictsMedicalCare',
  'ExcessiveWorkingHours',
  'UsesChildren',
  'ThreatOfLawEnforcement',
  'WithholdsNecessities',
  'WithholdsDocuments',
  'Other',
] as const;
export type Control = (typeof CONTROL)[number];

/** HTCDS method of recruitment. */
export const RECRUITMENT = [
  'AtAPlaceOfBusiness',
  'AtAnEducationalInstitution',
  'AtWork',
  'ThroughOnlineSocialNetworks',
  'ThroughAnOnlineAdvertisement',
  'ThroughATelevisionAdvert',
  'ThroughANewspaperAdvert',
  'ThroughFamilyOrFamilyEvents',
  'ThroughFriendsOrSocialEvents',
  'Other',
] as const;
export type Recruitment = (typeof RECRUITMENT)[number];

/** CTDC's relation of the recruiter. `Unknown` is CTDC's spelling; intake takes `UNKNOWN` as the same. */
export const RECRUITER_REL = ['IntimatePartner', 'Friend', 'Family', 'Other', 'Unknown'] as const;
export type RecruiterRel = (typeof RECRUITER_REL)[number];
