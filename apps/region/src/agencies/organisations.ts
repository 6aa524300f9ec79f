import type { CountryCode, OrgType } from '#contracts';

/** The country whose agencies are connected over brokers of their own when a region is started to stay. */
export const AGENCY_COUNTRY: CountryCode = 'KZ';

/** Fictitious organisations with a system of their own: user on the brokers, caller of the API. */
export const ORGANISATIONS: readonly { readonly organisation: string; readonly organisationType: OrgType }[] = [
  { organisation: 'KZ-MVD-01', organisationType: 'LawEnforcement' },
  { organisation: 'KZ-NGO-01', organisationType: 'NGO' },
  { organisation: 'KZ-HOT-01', organisationType: 'Hotline' },
];

export const ORGANISATION_CODES = ORGANISATIONS.map(({ organisation }) => organisation);
