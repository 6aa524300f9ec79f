import { fileRefused } from '../file-refused.js';
import { readHeader } from '../header.js';
import type { Header, Row } from '../row.js';
import { sheetRows, type SheetRow } from './sheet-rows.js';
import { LIMITS, unzip } from './unzip.js';
import { isPart, readWorkbook } from './workbook.js';

/**
 * Rows of the first sheet of an XLSX workbook; its first row names the columns. In memory, because a zip is read from its
 * end, and within limits; nothing is written to a disk.
 * @throws ProblemError 422 `bad-xlsx`, `too-large-xlsx`, `wrong-header`, `empty-file`
 */
export async function* readXlsx(source: AsyncIterable<Uint8Array>): AsyncGenerator<Row> {
  const workbook = readWorkbook(await unzip(await whole(source), isPart));
  let header: Header | undefined;
  for (const row of sheetRows(workbook)) {
    if (header === undefined) header = readHeader(trimmed(row.cells));
    else yield* toRows(row, header);
  }
  if (header === undefined) throw fileRefused('empty-file', 'The file is empty.');
}

function toRows({ line, cells, unreadable }: SheetRow, header: Header): Row[] {
  if (unreadable !== undefined) {
    return [{ line, error: { field: header.names[unreadable] ?? 'record', code: 'malformed' } }];
  }
  if (cells.slice(header.names.length).some((cell) => cell !== '')) {
    return [{ line, error: { field: 'record', code: 'column-count' } }];
  }
  const row = header.row(line, cells);
  return row === undefined ? [] : [row];
}

/** Formatted but empty cells behind the header. */
function trimmed(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => cell !== '');
  return cells.slice(0, last + 1).map((cell) => cell);
}

async function whole(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    length += chunk.length;
    if (length > LIMITS.archive) throw fileRefused('too-large-xlsx', 'The workbook is too large. Send it as CSV.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
