import { COUNTRY_GROUP, type CountryGroup } from '#contracts';
import { DomainError } from '../domain-error.js';

/** Rarer countries by group. CIS: members of the Commonwealth; Asia and Europe: regions of UN M49 less the CIS. */
const RARER: Readonly<Record<'OTHER_CIS' | 'OTHER_ASIA' | 'OTHER_EUROPE', string>> = {
  OTHER_CIS: 'AM AZ BY MD',
  OTHER_ASIA:
    'BD BH BN BT CY GE HK ID IL IN IQ IR JO JP KH KP KW LA LB LK MM MN MO MV MY NP OM PH PK PS QA SA SG SY TH TL TW VN YE',
  OTHER_EUROPE:
    'AD AL AT AX BA BE BG CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC ME MK MT NL NO PL PT RO RS SE SI SJ SK SM UA VA XK',
};

const GROUP_OF = new Map<string, CountryGroup>([
  ...COUNTRY_GROUP.map((group) => [group, group] as const),
  ...Object.entries(RARER).flatMap(([group, codes]) =>
    codes.split(' ').map((code) => [code, group as CountryGroup] as const),
  ),
]);

/**
 * The group of an ISO 3166-1 alpha-2 code, or of a code that is a group already. Absent: `UNKNOWN`.
 * @throws DomainError `country-malformed` for anything that is neither
 */
export function countryGroupOf(code: string | null): CountryGroup {
  if (code === null || code === '') return 'UNKNOWN';
  const group = GROUP_OF.get(code);
  if (group !== undefined) return group;
  if (!/^[A-Z]{2}$/.test(code)) {
    throw new DomainError('country-malformed', 'A country is neither ISO alpha-2 nor a group.');
  }
  return 'OTHER';
}
