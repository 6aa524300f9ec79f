import { COLUMN_NAMES, HTCDS_FIELD_OF, HTCDS_WITHHELD, IDENTITY_COLUMNS, type ColumnName } from '#contracts';

/** Fields of the one event of a row: where the person was exploited. */
export const EVENT_FIELDS = ['hte_Type', 'hte_Country', 'hte_State'] as const;

/** Whatever they hold, the standard has a text field for it. */
const SAID_WHOLE: ReadonlySet<ColumnName> = new Set<ColumnName>([
  ...(['given_name', 'patronymic', 'surname', 'national_id', 'phone', 'address', 'notes'] as const),
]);

/** `standard`: identity as far as the standard has fields for it. `whole`: own columns beside them, so that nothing is missing. */
export const IDENTITY_SCOPES = ['standard', 'whole'] as const;
export type IdentityScope = (typeof IDENTITY_SCOPES)[number];

/** Own columns that a scope leaves out. */
export function withheldColumns(scope: IdentityScope): readonly ColumnName[] {
  if (scope === 'whole') return [];
  return IDENTITY_COLUMNS.filter((column) => !SAID_WHOLE.has(column));
}

/** The header of an export: each column under its field of the standard, and own columns for what the standard cannot say. */
export function exportHeader(scope: IdentityScope): string[] {
  const ofColumn = (column: ColumnName): string[] => {
    const field = HTCDS_FIELD_OF[column];
    const leftOut = withheldColumns(scope).includes(column);
    return [
      ...(field === undefined ? [] : [field]),
      ...(column === 'country_of_exploitation' ? EVENT_FIELDS : []),
      ...(SAID_WHOLE.has(column) || leftOut ? [] : [column]),
    ];
  };
  return [...COLUMN_NAMES.flatMap(ofColumn), ...(scope === 'standard' ? [HTCDS_WITHHELD] : [])];
}
