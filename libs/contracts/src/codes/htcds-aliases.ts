import type { Control, RecruiterRel } from './offence.js';
import type { Sex } from './facts.js';

/**
 * The HTCDS 2.0 spreadsheet's names for CONTROL where they differ from its Field Definitions.
 * `ThreatensChildrenFamily` is a threat; `UsesChildren` means limiting access to one's own children.
 */
export const HTCDS_CONTROL_ALIAS = {
  PhysicalThreats: 'Threats',
  ThreatsLawEnforcement: 'ThreatOfLawEnforcement',
  ThreatensChildrenFamily: 'Threats',
  PsychoactiveSubstance: 'PsychoactiveSubstances',
} as const satisfies Readonly<Record<string, Control>>;

/** HTCDS has six; the last four are so rare in the region that sending them would point at a person. */
export const HTCDS_SEX_ALIAS = {
  Feminine: 'FEMALE',
  Masculine: 'MALE',
  TransgenderFeminine: 'OTHER',
  TransgenderMasculine: 'OTHER',
  NonConforming: 'OTHER',
  NonSpecifiedUnknown: 'UNKNOWN',
} as const satisfies Readonly<Record<string, Sex>>;

/** `Unaquainted` is HTCDS's own spelling. */
export const HTCDS_RECRUITER_ALIAS = {
  Familial: 'Family',
  Acquainted: 'Friend',
  Unaquainted: 'Other',
} as const satisfies Readonly<Record<string, RecruiterRel>>;
