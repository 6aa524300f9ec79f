import {
  boxOfHtcds,
  countryGroupOf,
  countryOfHtcds,
  holdsSeveral,
  HTCDS_MAPPING,
  valueOfHtcds,
  type ColumnName,
  type HtcdsFieldName,
} from '#contracts';
import { isFilled, type Collected } from './collected.js';
import { severalValues } from './several-values.js';

/** One field of a record: what its own column says, and the boxes of its values. */
export interface GivenField {
  readonly field: HtcdsFieldName;
  whole: unknown;
  /** By value name. */
  readonly boxes: Map<string, unknown>;
}

/** Takes one field over. What cannot be read is refused under its name, what has no place is told. */
export function readField(given: GivenField, into: Collected): void {
  const { field, whole } = given;
  const reading = HTCDS_MAPPING[field];
  switch (reading.take) {
    case 'text':
      if (reading.fallback === true && isFilled(into.values[reading.column])) return tell(given, into);
      return into.put(reading.column, whole, field);
    case 'date':
      return into.put(reading.column, whole, field);
    case 'codes':
      return readCodes(given, reading.column, into);
    case 'country':
      return readCountry(given, reading.column, into);
    case 'age':
      return readAge(given, reading.column, into);
    case 'consent-box':
      return readConsentBox(given, into);
    case 'none':
      return tell(given, into);
    case 'part-of-line':
    case 'event':
      return;
  }
}

function tell({ field, whole, boxes }: GivenField, into: Collected): void {
  if (isFilled(whole) || [...boxes.values()].some(isFilled)) into.notTaken.push(field);
}

/** Texts of a field; undefined where something else stands there. */
export function textsOf(whole: unknown): string[] | undefined {
  if (!isFilled(whole)) return [];
  const entries: unknown[] = Array.isArray(whole) ? whole : [whole];
  return entries.every((entry) => typeof entry === 'string') ? entries : undefined;
}

function readCodes({ field, whole, boxes }: GivenField, column: ColumnName, into: Collected): void {
  const texts = textsOf(whole);
  if (texts === undefined) return into.refuse(column, field, 'wrong-type');
  const { values, unknown } = severalValues(field, texts);
  if (unknown > 0) return into.refuse(column, field, 'unknown-code');
  const chosen = new Set(values.map(({ code }) => code));
  for (const [name, box] of boxes) {
    if (!isFilled(box)) continue;
    const ticked = boxOfHtcds(String(box));
    const value = valueOfHtcds(field, name);
    if (ticked === undefined || value === undefined) return into.refuse(column, `${field}/${name}`, 'malformed');
    if (ticked) chosen.add(value.code);
    // Another value that becomes the same code says nothing against it.
    else if (values.some((one) => one.name === value.name)) {
      return into.refuse(column, `${field}/${name}`, 'contradiction');
    }
  }
  putAll([...chosen], column, field, into);
}

/** A record has room for one where the standard has room for several: which one, only the organisation can say. */
function putAll(codes: readonly string[], column: ColumnName, field: string, into: Collected): void {
  if (holdsSeveral(column)) return into.put(column, codes, field);
  if (codes.length > 1) return into.refuse(column, field, 'too-many');
  into.put(column, codes[0], field);
}

function readCountry({ field, whole }: GivenField, column: ColumnName, into: Collected): void {
  const texts = textsOf(whole)?.flatMap((text) => (countryOfHtcds(text) === undefined ? text.split(/[;|\n]/) : text));
  if (texts === undefined) return into.refuse(column, field, 'wrong-type');
  const countries = texts.filter((text) => text.trim() !== '').map(countryOfHtcds);
  const known = countries.filter((country) => country !== undefined);
  if (known.length < countries.length) return into.refuse(column, field, 'unknown-code');
  putAll([...new Set(known)], column, field, into);
}

const MAJORITY = 18;
const OLDEST = 120;

function readAge({ field, whole }: GivenField, column: ColumnName, into: Collected): void {
  if (!isFilled(whole)) return;
  const text = typeof whole === 'number' || typeof whole === 'string' ? String(whole).trim() : '';
  if (!/^\d{1,3}$/.test(text) || Number(text) > OLDEST) return into.refuse(column, field, 'malformed');
  into.put(column, Number(text) < MAJORITY ? 'Y' : 'N', field);
}

function readConsentBox({ field, whole }: GivenField, into: Collected): void {
  if (!isFilled(whole)) return;
  const ticked = boxOfHtcds(String(whole));
  if (ticked === undefined) return into.refuse('consents', field, 'malformed');
  if (ticked) into.notTaken.push(field);
  else if (isFilled(into.values['consents'])) into.refuse('consents', field, 'contradiction');
}

/** Type, country and state of the one event of a row. */
export function readEvent(event: Readonly<Record<'type' | 'country' | 'state', unknown>>, into: Collected): void {
  const [type, country, state] = [textsOf(event.type), textsOf(event.country), textsOf(event.state)];
  const column =
    COLUMN_OF_EVENT[
      String(type?.[0] ?? '')
        .trim()
        .toLowerCase()
    ];
  if (!isFilled(event.type) && !isFilled(event.country) && !isFilled(event.state)) return;
  if (column === undefined) {
    return into.refuse('country_of_exploitation', 'hte_Type', isFilled(event.type) ? 'unknown-code' : 'missing');
  }
  if (country === undefined) return into.refuse(column, 'hte_Country', 'wrong-type');
  const alpha2 = country.map(countryOfHtcds);
  const groups = alpha2.map((code) => (code === undefined ? undefined : countryGroupOf(code)));
  if (groups.some((group) => group === undefined)) return into.refuse(column, 'hte_Country', 'unknown-code');
  into.put(column, holdsSeveral(column) ? groups : groups[0], 'hte_Country');
  if (state === undefined) return into.refuse('region_of_exploitation', 'hte_State', 'wrong-type');
  if (column === 'country_of_exploitation') into.put('region_of_exploitation', state[0], 'hte_State');
  else if (state.length > 0) into.notTaken.push('hte_State');
}

const COLUMN_OF_EVENT: Readonly<Record<string, ColumnName | undefined>> = {
  recruitment: 'recruitment_country',
  transit: 'transit_countries',
  exploitation: 'country_of_exploitation',
};
