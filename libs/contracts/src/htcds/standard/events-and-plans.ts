import type { HtcdsField } from './field.js';

/** Single events, one a row, and support plans. */
export const EVENTS_AND_PLANS_FIELDS = {
  hte_Longitude: { label: 'Longitude', type: 'Geolocation' },
  hte_Latitude: { label: 'Latitude', type: 'Geolocation' },
  hte_City: { label: 'City', type: 'Text' },
  hte_Country: { label: 'Country', type: 'Text' },
  hte_State: { label: 'State', type: 'Text' },
  hte_Street: { label: 'Street', type: 'Text' },
  hte_PostalCode: { label: 'PostalCode', type: 'Text' },
  hte_Date: { label: 'Date', type: 'Date' },
  hte_Type: {
    label: 'Type',
    type: 'Picklist',
    values: { Recruitment: 'Recruitment', Transit: 'Transit', Exploitation: 'Exploitation' },
  },
  hte_Description: { label: 'Description', type: 'Long Text' },
  spl_Objectives: { label: 'Objectives', type: 'Long Text' },
  spl_ActionPlan: { label: 'Action Plan', type: 'Long Text' },
  spl_PlannedEndDate: { label: 'Planned End Date', type: 'Date' },
  spl_ActualEndDate: { label: 'Actual End Date', type: 'Date' },
  spl_Type: {
    label: 'Type',
    type: 'Picklist',
    values: {
      Education: 'Education',
      Financial: 'Financial',
      Health: 'Health',
      LabourExploitationRehabilitation: 'Labour Exploitation Rehabilitation',
      Legal: 'Legal',
      Livelihood: 'Livelihood',
      RightsBasedTraining: 'Rights-based Training',
      SexualExploitationRehabilitation: 'Sexual Exploitation Rehabilitation',
      SocialCare: 'Social Care',
    },
  },
} as const satisfies Readonly<Record<string, HtcdsField>>;
