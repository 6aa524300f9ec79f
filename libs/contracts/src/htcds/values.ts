import { HTCDS_MAPPING } from './mapping.js';
import {
  HTCDS_COUNTRIES,
  HTCDS_FIELD_NAMES,
  HTCDS_FIELDS,
  type HtcdsField,
  type HtcdsFieldName,
} from './standard/index.js';

/** How value names and labels are compared: the standard's own files differ in case and spaces. */
const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase();

/** A value of a coded field. */
export interface HtcdsValue {
  /** Its name in the standard. */
  readonly name: string;
  /** What becomes of it; that of another value too where a record does not tell the two apart. */
  readonly code: string;
}

/** Values by name and by label, as plain texts. */
const VALUES: ReadonlyMap<HtcdsFieldName, ReadonlyMap<string, HtcdsValue>> = new Map(
  HTCDS_FIELD_NAMES.flatMap((field) => {
    const reading = HTCDS_MAPPING[field];
    if (reading.take !== 'codes') return [];
    const { values = {} }: HtcdsField = HTCDS_FIELDS[field];
    const entries = Object.entries(reading.codes.in).flatMap(([name, code]) =>
      [name, values[name] ?? name].map((text) => [plain(text), { name, code }] as const),
    );
    return [[field, new Map(entries)] as const];
  }),
);

/** The value of a coded field by its name or label; undefined: the standard or this mapping has none. */
export function valueOfHtcds(field: HtcdsFieldName, text: string): HtcdsValue | undefined {
  return VALUES.get(field)?.get(plain(text));
}

const COUNTRIES = new Map(
  Object.entries(HTCDS_COUNTRIES).flatMap(([alpha2, name]) => [
    [plain(alpha2), alpha2],
    [plain(name), alpha2],
  ]),
);

/** ISO 3166-1 alpha-2 of a country, by that or by the name in the standard's spreadsheets. */
export function countryOfHtcds(text: string): string | undefined {
  return COUNTRIES.get(plain(text));
}

const BOXES: Readonly<Record<string, boolean>> = {
  ...{ true: true, yes: true, y: true, '1': true },
  ...{ false: false, no: false, n: false, '0': false },
};

/** A box of the standard, as spreadsheets and survey tools write it; undefined: neither. */
export function boxOfHtcds(text: string): boolean | undefined {
  const key = plain(text);
  return Object.hasOwn(BOXES, key) ? BOXES[key] : undefined;
}
