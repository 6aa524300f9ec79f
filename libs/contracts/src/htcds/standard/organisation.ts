import type { HtcdsField } from './field.js';

/** Organisations: where a case comes from, where recruitment or exploitation took place. */
export const ORGANISATION_FIELDS = {
  org_Name: { label: 'Organisation Name', type: 'Text' },
  org_ShippingCity: { label: 'Shipping City', type: 'Text' },
  org_ShippingCountry: { label: 'Shipping Country', type: 'Picklist or Text' },
  org_ShippingState: { label: 'Shipping State/Province', type: 'Picklist or Text' },
  org_ShippingStreet: { label: 'Shipping Street', type: 'Text' },
  org_ShippingPostalCode: { label: 'Shipping Zip/Postal Code', type: 'Text' },
  org_ShippingLongitude: { label: 'Longitude', type: 'Geolocation' },
  org_ShippingLatitude: { label: 'Latitude', type: 'Geolocation' },
  org_Phone: { label: 'Phone', type: 'Text' },
  org_Type: {
    label: 'Type',
    type: 'Picklist',
    values: {
      NGO: 'NGO',
      LawEnforcement: 'Law Enforcement',
      HealthServiceOrganisation: 'Health Service Organisation',
      CentralGovernmentOrganisation: 'Central Government Organisation',
      LocalGovernmentOrganisation: 'Local Government Organisation',
      ImmigrationService: 'Immigration Service',
      LegalService: 'Legal Service',
      CorporateBusiness: 'Corporate Business',
      SchoolOrCollege: 'School or College',
    },
  },
} as const satisfies Readonly<Record<string, HtcdsField>>;
