import { CsvScanner, type Scanned } from './csv-scanner.js';
import { fileRefused, wrongEncoding } from './file-refused.js';
import { readHeader } from './header.js';
import type { Header, Row } from './row.js';

/** What a first cell must look like where a record begins, by the first column. */
const BEGINNINGS: Readonly<Record<string, RegExp>> = {
  record_id: /^"?[A-Z]{2}-[A-Za-z0-9]{4,32}"?[,;]/,
  registered_on: /^"?\d{4}-\d{2}-\d{2}"?[,;]/,
  agency: /^"?[A-Z]{2}-[A-Za-z0-9-]{2,60}"?[,;]/,
};

/**
 * Rows of a CSV file as its bytes arrive; holds one record at a time. UTF-8 with or without byte order mark; what is not
 * shows in its row as U+FFFD and is refused there.
 * @throws ProblemError 422 when there is no usable header
 */
export async function* readCsv(source: AsyncIterable<Uint8Array>): AsyncGenerator<Row> {
  const decoder = new TextDecoder('utf-8');
  const scanner = new CsvScanner(() => true);
  let header: Header | undefined;
  const drain = function* (): Generator<Row> {
    for (let scanned = scanner.next(); scanned !== undefined; scanned = scanner.next()) {
      if (header !== undefined) {
        const row = toRow(scanned, header);
        if (row !== undefined) yield row;
        continue;
      }
      header = headerOf(scanned);
      const start = BEGINNINGS[header.names[0] ?? ''] ?? /./;
      scanner.expect(header.names.length, (line) => start.test(line));
    }
  };
  let first = true;
  for await (const bytes of source) {
    if (first && isUtf16(bytes)) throw wrongEncoding();
    first &&= bytes.length === 0;
    scanner.push(decoder.decode(bytes, { stream: true }));
    yield* drain();
  }
  scanner.push(decoder.decode());
  scanner.end();
  yield* drain();
  if (header === undefined) throw fileRefused('empty-file', 'The file is empty.');
}

function headerOf(scanned: Scanned): Header {
  if ('cells' in scanned) return readHeader(scanned.cells);
  throw fileRefused('wrong-header', 'The first line cannot be read as a header.');
}

function toRow(scanned: Scanned, header: Header): Row | undefined {
  const { line } = scanned;
  if ('broken' in scanned) return { line, error: { field: 'record', code: scanned.broken } };
  if (scanned.cells.length !== header.names.length) return { line, error: { field: 'record', code: 'column-count' } };
  return header.row(line, scanned.cells);
}

function isUtf16(bytes: Uint8Array): boolean {
  const [a, b] = bytes;
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
}
