import { COLUMNS } from '../agencies/columns.js';
import { HTCDS_MAPPING } from './mapping.js';
import { HTCDS_FIELD_NAMES, HTCDS_FIELDS, type HtcdsField, type HtcdsFieldName } from './standard/index.js';

/** A column of a file in the standard's names: a whole field, or the box of one of its values. */
export type HtcdsColumn =
  | { readonly field: HtcdsFieldName }
  /** TRUE or FALSE whether the field has this value, by value name. */
  | { readonly field: HtcdsFieldName; readonly value: string };

/** How the standard's own spreadsheets and survey form spell some of its fields. */
export const HTCDS_SPELLINGS: Readonly<Record<string, HtcdsFieldName>> = {
  vic_TraffickinStatusDecisionMakingOrg: 'vic_TraffickingStatusDecisionMakingOrg',
  prs_First_Name: 'prs_FirstName',
  prs_Second_Name: 'prs_SecondName',
  vic_Methods_of_Control: 'vic_MethodsOfControl',
};

const isField = (name: string): name is HtcdsFieldName => Object.hasOwn(HTCDS_FIELDS, name);

/**
 * Boxes: `MethodsOfControlDebtBondage` of the Field Definitions, with and without the prefix and likewise for the other coded fields;
 * `vic_MethodsOfControl/DebtBondage` as survey tools split a question of several answers.
 */
const BOXES: ReadonlyMap<string, HtcdsColumn> = new Map(
  HTCDS_FIELD_NAMES.flatMap((field) => {
    const reading = HTCDS_MAPPING[field];
    if (reading.take !== 'codes') return [];
    const bare = field.slice(field.indexOf('_') + 1);
    return Object.keys(reading.codes.in).flatMap((value) =>
      [`${bare}${value}`, `${field}${value}`].map((name) => [name, { field, value }] as const),
    );
  }),
);

/** The column of the standard that a name in a header stands for; undefined: none. Case counts. */
export function htcdsColumn(name: string): HtcdsColumn | undefined {
  if (isField(name)) return { field: name };
  const spelt = HTCDS_SPELLINGS[name];
  if (spelt !== undefined && Object.hasOwn(HTCDS_SPELLINGS, name)) return { field: spelt };
  return BOXES.get(name) ?? split(name);
}

function split(name: string): HtcdsColumn | undefined {
  const slash = name.indexOf('/');
  const column = slash < 0 ? undefined : htcdsColumn(name.slice(0, slash));
  if (column === undefined || 'value' in column) return undefined;
  const value = name.slice(slash + 1).trim();
  const reading = HTCDS_MAPPING[column.field];
  if (reading.take === 'none') return column;
  return reading.take === 'codes' && Object.hasOwn(reading.codes.in, value) ? { ...column, value } : undefined;
}

/** Whether a column of a record holds several values. */
export function holdsSeveral(column: keyof typeof COLUMNS): boolean {
  const { kind } = COLUMNS[column];
  return kind === 'codes' || kind === 'texts' || kind === 'consents';
}

const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase();
const LABELS = new Set(HTCDS_FIELD_NAMES.map((field) => plain((HTCDS_FIELDS[field] satisfies HtcdsField).label)));

/** Whether a cell is a label of the standard: its spreadsheets have them in a second row under the names. */
export function isHtcdsLabel(cell: string): boolean {
  return LABELS.has(plain(cell));
}
