import type { ColumnName } from '../agencies/columns.js';
import { HTCDS_CODES } from './codes.js';
import type { HtcdsReading } from './reading.js';
import { type HtcdsFieldName } from './standard/index.js';

const text = (column: ColumnName) => ({ take: 'text', column }) as const;
const none = (why: string) => ({ take: 'none', why }) as const;
const codes = (field: keyof typeof HTCDS_CODES, column: ColumnName) =>
  ({ take: 'codes', column, codes: HTCDS_CODES[field] }) as const;
const address = { take: 'part-of-line', column: 'address' } as const;

const ORGANISATION = none('which organisation is meant, the standard leaves open');
const NO_COLUMN = none('a record has no column for it');
const REFERRAL = none('referrals are made and answered in the register');
const PERPETRATOR = none('a record of a victim holds no perpetrators');
const PLAN = none('services are entered at the case');
const EVENT = none('of an event only type, country and state');
const DEPRECATED = none('the standard itself has given it up');

/** What becomes of every field of HTCDS 2.0. A field that is added to the standard does not compile until it is decided here. */
export const HTCDS_MAPPING: Readonly<Record<HtcdsFieldName, HtcdsReading>> = {
  org_Name: ORGANISATION,
  org_ShippingCity: ORGANISATION,
  org_ShippingCountry: ORGANISATION,
  org_ShippingState: ORGANISATION,
  org_ShippingStreet: ORGANISATION,
  org_ShippingPostalCode: ORGANISATION,
  org_ShippingLongitude: ORGANISATION,
  org_ShippingLatitude: ORGANISATION,
  org_Phone: ORGANISATION,
  org_Type: ORGANISATION,

  prs_Salutation: NO_COLUMN,
  prs_FirstName: text('given_name'),
  prs_MiddleName: text('patronymic'),
  prs_SecondName: text('surname'),
  prs_Birthdate: { take: 'date', column: 'birth_date' },
  prs_Gender: codes('prs_Gender', 'sex'),
  prs_Deceased: NO_COLUMN,
  prs_MaritalStatus: NO_COLUMN,
  prs_NumberOfChildren: none('children are not always dependants, nor dependants children'),
  prs_PrimaryLanguage: NO_COLUMN,
  prs_SecondaryLanguage: NO_COLUMN,
  prs_HighestLevelOfEducation: NO_COLUMN,
  prs_Citizenship: { take: 'country', column: 'citizenship' },
  prs_IdentityNumber: text('national_id'),
  prs_Title: NO_COLUMN,
  prs_Email: NO_COLUMN,
  prs_HomePhone: { take: 'text', column: 'phone', fallback: true },
  prs_MobilePhone: text('phone'),
  prs_MailingCity: address,
  prs_MailingCountry: address,
  prs_MailingState: address,
  prs_MailingStreet: address,
  prs_MailingPostalCode: address,
  prs_MailingLongitude: NO_COLUMN,
  prs_MailingLatitude: NO_COLUMN,

  vic_AgreementToManagePersonalData: DEPRECATED,
  vic_TraffickingStatus: codes('vic_TraffickingStatus', 'trafficking_status'),
  vic_TraffickingStatusDecisionMakingOrg: codes('vic_TraffickingStatusDecisionMakingOrg', 'decision_org'),
  vic_RelationshipToTrafficker: codes('vic_RelationshipToTrafficker', 'recruiter_relation'),
  vic_AgeWhenTrafficked: { take: 'age', column: 'minor_at_exploitation' },
  vic_RecruitmentWebsitesAndApps: NO_COLUMN,
  vic_MethodOfRecruitment: codes('vic_MethodOfRecruitment', 'recruitment_method'),
  vic_LocationOfRecruitment: ORGANISATION,
  vic_MethodsOfControl: codes('vic_MethodsOfControl', 'control_methods'),
  vic_TypeOfExploitation: codes('vic_TypeOfExploitation', 'exploitation_types'),
  vic_ForcedLabourIndustry: codes('vic_ForcedLabourIndustry', 'labour_sector'),
  vic_TypeOfSexExploitation: codes('vic_TypeOfSexExploitation', 'sex_exploitation_types'),
  vic_LocationOfExploitation: ORGANISATION,
  vic_ExploitationWebsitesAndApps: NO_COLUMN,
  vic_Vulnerabilities: DEPRECATED,
  vic_DetailsOfVulnerabilities: DEPRECATED,

  per_RoleInProcess: PERPETRATOR,
  per_RoleDetails: PERPETRATOR,
  per_Organisation: PERPETRATOR,

  cas_Status: none('the register keeps the status of a case'),
  cas_ReasonForCaseClosure: none('the register keeps the status of a case'),
  cas_CaseOwner: none('a person of the organisation, which alone knows who may read'),
  cas_ReferringOrganisation: REFERRAL,
  cas_IncomingReferralDate: REFERRAL,
  cas_ReferringPrimaryCaseWorker: REFERRAL,
  cas_ReasonForIncomingReferral: REFERRAL,
  cas_IncomingReferralDetails: REFERRAL,
  cas_ReferredOrganisation: REFERRAL,
  cas_ReferredPrimaryCaseWorker: REFERRAL,
  cas_ReasonForOutgoingReferral: REFERRAL,
  cas_OutgoingReferralDate: REFERRAL,
  cas_OutgoingReferralDetails: REFERRAL,
  cco_CaseComment: text('notes'),
  con_Consent: { take: 'consent-box' },

  hte_Longitude: EVENT,
  hte_Latitude: EVENT,
  hte_City: EVENT,
  hte_Country: { take: 'event', part: 'country' },
  hte_State: { take: 'event', part: 'state' },
  hte_Street: EVENT,
  hte_PostalCode: EVENT,
  hte_Date: EVENT,
  hte_Type: { take: 'event', part: 'type' },
  hte_Description: EVENT,

  spl_Objectives: PLAN,
  spl_ActionPlan: PLAN,
  spl_PlannedEndDate: PLAN,
  spl_ActualEndDate: PLAN,
  spl_Type: PLAN,
};

/** The field under which a column goes out, where it can be said in the standard at all. `address` goes out whole. */
export const HTCDS_FIELD_OF: Readonly<Partial<Record<ColumnName, HtcdsFieldName>>> = {
  given_name: 'prs_FirstName',
  patronymic: 'prs_MiddleName',
  surname: 'prs_SecondName',
  birth_date: 'prs_Birthdate',
  sex: 'prs_Gender',
  citizenship: 'prs_Citizenship',
  national_id: 'prs_IdentityNumber',
  phone: 'prs_MobilePhone',
  address: 'prs_MailingStreet',
  trafficking_status: 'vic_TraffickingStatus',
  decision_org: 'vic_TraffickingStatusDecisionMakingOrg',
  recruiter_relation: 'vic_RelationshipToTrafficker',
  recruitment_method: 'vic_MethodOfRecruitment',
  control_methods: 'vic_MethodsOfControl',
  exploitation_types: 'vic_TypeOfExploitation',
  labour_sector: 'vic_ForcedLabourIndustry',
  sex_exploitation_types: 'vic_TypeOfSexExploitation',
  notes: 'cco_CaseComment',
};
