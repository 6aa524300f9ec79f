import { COLUMN_NAMES, HTCDS_COUNTRIES, HTCDS_FIELD_OF, HTCDS_MAPPING, type ColumnName } from '#contracts';
import type { AgencyRecord } from '#domain';

/** Cells by the names of `exportHeader`; a missing one is empty. */
export type Cells = ReadonlyMap<string, string>;

const SEVERAL = ';';
const OWN_SEVERAL = '|';
const FULL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A record in the fields and codes of HTCDS. A value that the standard cannot say, `UNKNOWN` or a code of ours, stands under its own column
 * and nowhere else: nothing is rounded to the nearest code. Read back, it is the same record.
 */
export function htcdsCells(record: AgencyRecord): Cells {
  const cells = new Map<string, string>();
  for (const column of COLUMN_NAMES) {
    const values = valuesOf(record, column);
    const field = HTCDS_FIELD_OF[column];
    const said = field === undefined ? [] : values.map((value) => sayable(field, value));
    const inStandard = said.filter((value) => value !== undefined);
    if (field !== undefined && inStandard.length > 0) cells.set(field, inStandard.join(SEVERAL));
    const rest = values.filter((_, i) => said[i] === undefined);
    if (rest.length > 0) cells.set(column, rest.join(OWN_SEVERAL));
  }
  return withEvent(cells, record);
}

function valuesOf(record: AgencyRecord, column: ColumnName): string[] {
  const key = column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) as keyof AgencyRecord;
  const value = record[key];
  if (value === null) return [];
  return typeof value === 'object' ? [...value] : [String(value)];
}

function sayable(field: keyof typeof HTCDS_MAPPING, value: string): string | undefined {
  const reading = HTCDS_MAPPING[field];
  switch (reading.take) {
    case 'codes':
      return Object.hasOwn(reading.codes.out, value) ? reading.codes.out[value] : undefined;
    case 'country':
      return Object.hasOwn(HTCDS_COUNTRIES, value) ? value : undefined;
    case 'date':
      return FULL_DATE.test(value) ? value : undefined;
    default:
      return value;
  }
}

/** Where the person was exploited, as an event: a country that stands for itself, and a region in it. */
function withEvent(
  cells: Map<string, string>,
  { countryOfExploitation: country, regionOfExploitation: region }: AgencyRecord,
) {
  if (country === null || !Object.hasOwn(HTCDS_COUNTRIES, country)) return cells;
  cells.set('hte_Type', 'Exploitation').set('hte_Country', country);
  cells.delete('country_of_exploitation');
  if (region?.startsWith(`${country}-`) === true) {
    cells.set('hte_State', region);
    cells.delete('region_of_exploitation');
  }
  return cells;
}
