import { countryGroupOf, isCode, type CountryGroup } from '#contracts';
import { DomainError } from '../domain-error.js';

/**
 * The group of a country as a record names it: an ISO 3166-1 alpha-2 code, or a group already. Absent: `UNKNOWN`.
 * @throws DomainError `country-malformed` for anything that is neither
 */
export function recordedGroup(code: string | null): CountryGroup {
  if (code === null || code === '') return 'UNKNOWN';
  if (isCode('COUNTRY_GROUP', code)) return code;
  const group = countryGroupOf(code);
  if (group === undefined) throw new DomainError('country-malformed', 'A country is neither ISO alpha-2 nor a group.');
  return group;
}
