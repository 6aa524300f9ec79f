import { COLUMN_NAMES, isColumn } from './columns.js';
import { fileRefused, wrongEncoding } from './file-refused.js';
import { isHtcdsHeader, readHtcdsHeader } from './htcds/htcds-header.js';
import type { Header, Row } from './row.js';

/**
 * The columns in the order of the file. Any order will do, but every column must be there, once, and no other: a misspelt
 * one would otherwise be lost in silence. A header that names a field of HTCDS is one of that standard.
 * @throws ProblemError 422 `wrong-encoding`, `wrong-header`
 */
export function readHeader(cells: readonly string[]): Header {
  if (cells.some((cell) => cell.includes('\uFFFD') || cell.includes('\0'))) throw wrongEncoding();
  const names = cells.map((cell) => cell.trim());
  if (isHtcdsHeader(names)) return readHtcdsHeader(names);
  const missing = COLUMN_NAMES.filter((name) => !names.includes(name));
  // Names of unknown columns are not repeated: a file without a header has a person in its first line.
  const unknown = names.flatMap((name, i) => (isColumn(name) ? [] : [i + 1]));
  const repeated = COLUMN_NAMES.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (missing.length + unknown.length + repeated.length === 0) return ownHeader(names);
  throw fileRefused('wrong-header', 'The first line must name every column of a record once and no other.', {
    missing,
    unknown,
    repeated,
  });
}

function ownHeader(names: readonly string[]): Header {
  const row = (line: number, cells: readonly string[]): Row => ({
    line,
    values: Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])),
  });
  return { names, row };
}
