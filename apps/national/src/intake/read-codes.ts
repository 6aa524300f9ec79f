import {
  ADMIN1,
  COUNTRY_GROUP,
  HTCDS_CONTROL_ALIAS,
  HTCDS_RECRUITER_ALIAS,
  HTCDS_SEX_ALIAS,
  KNOWN_COUNTRIES,
  isCode,
  type CodeListName,
} from '#contracts';
import type { FieldErrors } from './field-error.js';
import { readList, readText } from './read-text.js';

const LONGEST_CODE = 100;

/** Other spellings of a code that agencies' systems export. */
const ALIASES: Partial<Record<CodeListName, Readonly<Record<string, string>>>> = {
  CONTROL: HTCDS_CONTROL_ALIAS,
  SEX: HTCDS_SEX_ALIAS,
  RECRUITER_REL: { ...HTCDS_RECRUITER_ALIAS, UNKNOWN: 'Unknown' },
};

export function readCode(raw: unknown, field: string, list: CodeListName, errors: FieldErrors): string | null {
  const code = readText(raw, field, LONGEST_CODE, errors);
  return code === null ? null : checked(code, field, list, errors);
}

/** Sorted and without repeats: order says nothing, and the same facts must give the same record. */
export function readCodes(raw: unknown, field: string, list: CodeListName, errors: FieldErrors): string[] {
  const found = readList(raw, field, LONGEST_CODE, errors).map((code) => checked(code, field, list, errors));
  return [...new Set(found.filter((code) => code !== null))].sort();
}

function checked(text: string, field: string, list: CodeListName, errors: FieldErrors): string | null {
  const aliases = ALIASES[list];
  const code = aliases !== undefined && Object.hasOwn(aliases, text) ? (aliases[text] ?? text) : text;
  if (isCode(list, code)) return code;
  errors.add(field, 'unknown-code');
  return null;
}

const COUNTRIES = new Set<string>([...KNOWN_COUNTRIES, ...COUNTRY_GROUP]);
const UNITS = new Set<string>(ADMIN1);
const LISTED = new Set(ADMIN1.map((unit) => unit.slice(0, 2)));

/** ISO 3166-1 alpha-2, or a group of countries, STATELESS or UNKNOWN. */
export function readCitizenship(raw: unknown, field: string, errors: FieldErrors): string | null {
  const code = readText(raw, field, LONGEST_CODE, errors);
  if (code === null || COUNTRIES.has(code)) return code;
  errors.add(field, 'unknown-code');
  return null;
}

/** ISO 3166-2: from the list for the countries that the contract lists, by form for the others. */
export function readAdmin1(raw: unknown, field: string, errors: FieldErrors): string | null {
  const code = readText(raw, field, LONGEST_CODE, errors);
  if (code === null || code === 'UNKNOWN' || UNITS.has(code)) return code;
  const country = code.slice(0, 2);
  if (!LISTED.has(country) && COUNTRIES.has(country) && /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(code)) return code;
  errors.add(field, 'unknown-code');
  return null;
}
