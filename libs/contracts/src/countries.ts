/** The member countries of the Shymkent Platform that take part, ISO 3166-1 alpha-2. */
export const COUNTRIES = ['KZ', 'KG', 'TJ', 'UZ'] as const;
export type CountryCode = (typeof COUNTRIES)[number];

/** Who may sign events: a country's national service, or one of the two regional services, or the platform itself. */
export const EVENT_SOURCES = [...COUNTRIES, 'AGGREGATOR', 'LINKAGE', 'PLATFORM'] as const;
export type EventSource = (typeof EVENT_SOURCES)[number];

export function isCountryCode(text: string): text is CountryCode {
  return (COUNTRIES as readonly string[]).includes(text);
}
