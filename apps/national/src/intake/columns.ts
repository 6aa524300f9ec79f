export { COLUMN_NAMES, COLUMNS, IDENTITY_COLUMNS, isColumn, type ColumnKind, type ColumnName } from '#contracts';
