import type { HtcdsField } from './field.js';

/** Perpetrators. Nothing of them is in a record of a case. */
export const PERPETRATOR_FIELDS = {
  per_RoleInProcess: {
    label: 'Role in Process',
    type: 'Multiselect Picklist',
    values: {
      TravellingPartner: 'Travelling Partner',
      Transporter: 'Transporter',
      RecruiterOrIntermediary: 'Recruiter Or Intermediary',
      BrokerTravelAgent: 'Broker Travel Agent',
      TransferredIndividual: 'Transferred Individual',
      HarbouredIndividual: 'Harboured Individual',
      SoldIndividual: 'Sold Individual',
      BoughtIndividual: 'Bought Individual',
      ReceivedIndividual: 'Received Individual',
      ControlledIndividual: 'Controlled Individual',
      Smuggler: 'Smuggler',
      Abuser: 'Abuser',
      Kidnapper: 'Kidnapper',
      Exploiter: 'Exploiter',
      Other: 'Other',
    },
  },
  per_RoleDetails: { label: 'Role Details', type: 'Long Text' },
  per_Organisation: { label: 'Organisation', type: '' },
} as const satisfies Readonly<Record<string, HtcdsField>>;
