import { HTCDS_WITHHELD } from '#contracts';
import type { AgencyRecord } from '#domain';
import type { Reader } from '../register/read-log.js';
import { csvLine } from './csv-line.js';
import { htcdsCells } from './htcds-cells.js';
import { exportHeader, withheldColumns, type IdentityScope } from './htcds-columns.js';
import type { OwnRecords } from './own-records.js';

/** With it spreadsheets read Cyrillic as what it is; the import passes over it. */
const BYTE_ORDER_MARK = '\uFEFF';

/** An organisation's own records as a CSV file in the names and codes of HTCDS. */
export class ExportHtcds {
  constructor(private readonly records: OwnRecords) {}

  /**
   * Pieces of the file, each of whole lines: the header with the first page, then page by page.
   * @param after record id that the file begins after
   */
  async *execute(reader: Reader, scope: IdentityScope, after: string): AsyncGenerator<string> {
    const header = exportHeader(scope);
    let piece = BYTE_ORDER_MARK + csvLine(header);
    for (let from: string | undefined = after; from !== undefined;) {
      const { records, last } = await this.records.page(reader, from);
      const lines = records.map((record) => lineOf(record, header, scope));
      yield piece + lines.join('');
      piece = '';
      from = last;
    }
  }
}

/** A line by the names of the header; what is left out of it is named, not shown. */
function lineOf(record: AgencyRecord, header: readonly string[], scope: IdentityScope): string {
  const cells = htcdsCells(record);
  const withheld = withheldColumns(scope).filter((column) => cells.has(column));
  const cellOf = (name: string) => (name === HTCDS_WITHHELD ? withheld.join('|') : (cells.get(name) ?? ''));
  return csvLine(header.map(cellOf));
}
