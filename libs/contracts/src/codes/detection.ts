/** How a case came to light. First three: Kazakhstan's referral rules (order 844/406, 2024); the rest are additions. */
export const DETECTION_CHANNEL = [
  'SELF_REFERRED',
  'INFORMATION_RECEIVED',
  'MEDIA_PUBLICATION',
  'HOTLINE_CALL',
  'POLICE_OPERATION',
  'LABOUR_INSPECTION',
  'BORDER_SCREENING',
  'HEALTH_CONTACT',
  'NGO_OUTREACH',
  'CONSULAR',
  'FOREIGN_NOTIFICATION',
  'COURT',
] as const;
export type DetectionChannel = (typeof DETECTION_CHANNEL)[number];

/** HTCDS `org_Type`; from `BorderGuard` on additions (bodies that national rules and TIP reports name). */
export const ORG_TYPE = [
  'NGO',
  'LawEnforcement',
  'HealthServiceOrganisation',
  'CentralGovernmentOrganisation',
  'LocalGovernmentOrganisation',
  'ImmigrationService',
  'LegalService',
  'CorporateBusiness',
  'SchoolOrCollege',
  'BorderGuard',
  'LabourInspectorate',
  'DiplomaticMission',
  'InternationalOrganisation',
  'Hotline',
  'SelfReferral',
] as const;
export type OrgType = (typeof ORG_TYPE)[number];
