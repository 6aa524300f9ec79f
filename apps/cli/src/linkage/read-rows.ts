import { createReadStream } from 'node:fs';
import { CsvText } from './csv-text.js';

/** A row with its cells by column, or why it is left out. */
export type Row =
  | { readonly line: number; readonly cells: ReadonlyMap<string, string> }
  | { readonly line: number; readonly reason: string };

/**
 * Rows of a CSV file (RFC 4180, UTF-8, first line names the columns) as its bytes arrive.
 * @param read gets the number of bytes read so far
 * @throws Error when there is no usable header or a column is missing
 */
export async function* readRows(
  file: string,
  needed: readonly string[],
  read: (bytes: number) => void,
): AsyncGenerator<Row> {
  const decoder = new TextDecoder('utf-8');
  const text = new CsvText();
  let columns: readonly string[] | undefined;
  let bytes = 0;
  const drain = function* (ended: boolean): Generator<Row> {
    for (let row = text.next(ended); row !== undefined; row = text.next(ended)) {
      if (columns === undefined) columns = headerOf(file, 'cells' in row ? row.cells : [], needed);
      else yield toRow(row, columns);
    }
  };
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    if (bytes === 0 && isUtf16(piece)) throw new Error(`${file} is UTF-16; save it as UTF-8`);
    bytes += piece.length;
    text.push(decoder.decode(piece, { stream: true }));
    yield* drain(false);
    read(bytes);
  }
  text.push(decoder.decode());
  yield* drain(true);
  if (columns === undefined) throw new Error(`${file} is empty`);
}

function headerOf(file: string, cells: readonly string[], needed: readonly string[]): readonly string[] {
  const columns = cells.map((cell) => cell.trim());
  const missing = needed.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    // What stands in the first line is not told: where the header is missing it is somebody's record.
    throw new Error(
      `${file} has no column ${missing.join(', ')}, which the schema names; its first line has ${columns.length} cells`,
    );
  }
  const twice = columns.find((column, i) => columns.indexOf(column) !== i && needed.includes(column));
  if (twice !== undefined) throw new Error(`${file} has two columns ${twice}`);
  return columns;
}

function toRow(row: { line: number; cells?: readonly string[]; reason?: string }, columns: readonly string[]): Row {
  const { line, cells } = row;
  if (cells === undefined) return { line, reason: row.reason ?? 'it cannot be read' };
  if (cells.length !== columns.length) {
    return { line, reason: `it has ${cells.length} cells instead of ${columns.length}` };
  }
  if (cells.some((cell) => cell.includes('\ufffd'))) return { line, reason: 'it is not UTF-8' };
  return { line, cells: new Map(columns.map((column, i) => [column, (cells[i] ?? '').trim()])) };
}

function isUtf16([a, b]: Buffer): boolean {
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
}
