/**
 * Services to victims. First the minimum set of the Council of Europe Convention art. 12, then HTCDS support-plan types,
 * then additions.
 */
export const SERVICE = [
  'SAFE_ACCOMMODATION',
  'PSYCHOLOGICAL',
  'MATERIAL',
  'EMERGENCY_MEDICAL',
  'INTERPRETATION',
  'RIGHTS_INFORMATION',
  'LEGAL_IN_PROCEEDINGS',
  'CHILD_EDUCATION',
  'Education',
  'Financial',
  'Health',
  'LabourExploitationRehabilitation',
  'Legal',
  'Livelihood',
  'RightsBasedTraining',
  'SexualExploitationRehabilitation',
  'SocialCare',
  'DOCUMENT_RECOVERY',
  'RESIDENCE_PERMIT',
  'WORK_PERMIT',
  'RETURN_LOGISTICS',
  'COMPENSATION_CLAIM',
  'GUARDIANSHIP',
] as const;
export type Service = (typeof SERVICE)[number];

export const FUNDING = ['GOVERNMENT', 'NGO_DONOR', 'INTERNATIONAL', 'MIXED'] as const;
export type Funding = (typeof FUNDING)[number];

/** Phases of a transnational referral mechanism (TRM-EU guidelines). */
export const TRM_PHASE = [
  'IDENTIFICATION',
  'FIRST_ASSISTANCE',
  'LONG_TERM_ASSISTANCE',
  'RETURN_AND_INCLUSION',
  'CRIMINAL_CIVIL_PROCEEDINGS',
] as const;
export type TrmPhase = (typeof TRM_PHASE)[number];
