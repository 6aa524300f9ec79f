import { COUNTRY_GROUP, type CountryGroup } from './facts.js';

/**
 * ISO 3166-1 alpha-2 codes of the countries without a group of their own. Asia and Europe: regions of UN M49, less those of
 * OTHER_CIS (present and former members of the Commonwealth). XK, Kosovo, is user-assigned but in use.
 */
const RARER: Readonly<Record<'OTHER_CIS' | 'OTHER_ASIA' | 'OTHER_EUROPE' | 'OTHER', string>> = {
  OTHER_CIS: 'AM AZ BY GE MD UA',
  OTHER_ASIA:
    'BD BH BN BT CY HK ID IL IN IQ IR JO JP KH KP KW LA LB LK MM MN MO MV MY NP OM PH PK PS QA SA SG SY TH TL TW VN YE',
  OTHER_EUROPE:
    'AD AL AT AX BA BE BG CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC ME MK MT NL NO PL PT RO RS SE SI SJ SK SM VA XK',
  // Africa, the Americas, Oceania and Antarctica.
  OTHER:
    'AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW ' +
    'AG AI AR AW BB BL BM BO BQ BR BS BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI BV ' +
    'AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS AQ',
};

const GROUP_OF: ReadonlyMap<string, CountryGroup> = new Map([
  ...COUNTRY_GROUP.filter((group) => group.length === 2).map((group) => [group, group] as const),
  ...Object.entries(RARER).flatMap(([group, codes]) =>
    codes.split(' ').map((code) => [code, group as keyof typeof RARER] as const),
  ),
]);

/**
 * The COUNTRY_GROUP of a citizenship.
 * @param alpha2 an ISO 3166-1 alpha-2 code in capitals
 * @returns `undefined` for what is no such code: the caller decides whether to refuse it or to take it as UNKNOWN
 */
export function countryGroupOf(alpha2: string): CountryGroup | undefined {
  return GROUP_OF.get(alpha2);
}

/** Every alpha-2 code that `countryGroupOf` knows, sorted. */
export const KNOWN_COUNTRIES: readonly string[] = [...GROUP_OF.keys()].sort();
