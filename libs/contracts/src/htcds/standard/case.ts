import type { HtcdsField } from './field.js';

/** The case, its referrals, comments and consent. */
export const CASE_FIELDS = {
  cas_Status: {
    label: 'Status',
    type: 'Picklist',
    core: true,
    values: { Active: 'Active', FollowUp: 'Follow Up', Closed: 'Closed', ClosedReferred: 'Closed Referred' },
  },
  cas_ReasonForCaseClosure: { label: 'Reason for Case Closure', type: 'Long Text', core: true },
  cas_CaseOwner: { label: 'Case Owner', type: 'Lookup [to user]', core: true },
  cas_ReferringOrganisation: { label: 'Referring Organisation', type: 'Lookup [to organisation]', core: true },
  cas_IncomingReferralDate: { label: 'Incoming Referral Date', type: 'Date', core: true },
  cas_ReferringPrimaryCaseWorker: { label: 'Referring Primary Case Worker', type: 'Lookup [to person]', core: true },
  cas_ReasonForIncomingReferral: {
    label: 'Reason for Incoming Referral',
    type: 'Picklist',
    core: true,
    values: {
      AdditionalServicesRequired: 'Additional Services Required',
      MigrationOrChangeOfLocation: 'Migration or Change of Location',
      Other: 'Other',
    },
  },
  cas_IncomingReferralDetails: { label: 'Incoming Referral Details', type: 'Long Text', core: true },
  cas_ReferredOrganisation: { label: 'Referred Organisation', type: 'Lookup [to organisation]', core: true },
  cas_ReferredPrimaryCaseWorker: { label: 'Referred Primary Case Worker', type: 'Lookup [to person]', core: true },
  cas_ReasonForOutgoingReferral: {
    label: 'Reason for Outgoing Referral',
    type: 'Picklist',
    core: true,
    values: {
      AdditionalServicesRequired: 'Additional Services Required',
      MigrationOrChangeOfLocation: 'Migration or Change of Location',
      Other: 'Other',
    },
  },
  cas_OutgoingReferralDate: { label: 'Outgoing Referral Date', type: 'Date', core: true },
  cas_OutgoingReferralDetails: { label: 'Outgoing Referral Details', type: 'Long Text', core: true },
  cco_CaseComment: { label: 'Case Comment', type: 'Long Text' },
  con_Consent: { label: 'Consent', type: 'Checkbox', core: true },
} as const satisfies Readonly<Record<string, HtcdsField>>;
