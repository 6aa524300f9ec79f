import { ProblemError } from '#http';
import { COLUMN_NAMES, isColumn, type ColumnName } from './columns.js';

/** The file as a whole cannot be read; nothing of it was taken in. */
export const fileRefused = (code: string, title: string, extras: Record<string, unknown> = {}) =>
  new ProblemError(422, code, title, extras);

/**
 * The columns in the order of the file. Any order will do, but every column must be there, once, and no other: a misspelt
 * one would otherwise be lost in silence.
 * @throws ProblemError 422 `wrong-encoding`, `wrong-header`
 */
export function readHeader(cells: readonly string[]): ColumnName[] {
  if (cells.some((cell) => cell.includes('\uFFFD') || cell.includes('\0'))) throw wrongEncoding();
  const names = cells.map((cell) => cell.trim());
  const missing = COLUMN_NAMES.filter((name) => !names.includes(name));
  // Names of unknown columns are not repeated: a file without a header has a person in its first line.
  const unknown = names.flatMap((name, i) => (isColumn(name) ? [] : [i + 1]));
  const repeated = COLUMN_NAMES.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (missing.length + unknown.length + repeated.length === 0) return names.filter(isColumn);
  throw fileRefused('wrong-header', 'The first line must name every column of a record once and no other.', {
    missing,
    unknown,
    repeated,
  });
}

export const wrongEncoding = () =>
  fileRefused('wrong-encoding', 'The file is not in UTF-8. Save it as UTF-8, with or without byte order mark.');
