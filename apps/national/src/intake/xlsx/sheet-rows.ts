import { fileRefused } from '../file-refused.js';
import { parseXml } from './parse-xml.js';
import type { Workbook } from './workbook.js';

export interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Place of the first cell that holds no value that anybody typed: an error of a formula, or a text that is not in the file. */
  readonly unreadable?: number;
}

/** Columns beyond this hold no record; a reference there would make rows of millions of cells. */
const MOST_COLUMNS = 200;
const DAY_MS = 86_400_000;

/** Rows of a sheet by its standard; a file that claims more was made to fill our memory. */
const MOST_ROWS = 1_048_576;

/** A row as it is kept until its turn: what is not there takes no room. */
interface KeptRow {
  readonly line: number;
  /** Places of the filled cells, and their texts. */
  readonly places: readonly number[];
  readonly texts: readonly string[];
  readonly unreadable: number | undefined;
}

/**
 * The rows of the sheet as texts. A formula's last result is taken as text; nothing is computed.
 * @throws ProblemError 422 `too-large-xlsx`
 */
export function* sheetRows(workbook: Workbook): Generator<SheetRow> {
  for (const { line, places, texts, unreadable } of keptRows(workbook)) {
    const cells = Array.from({ length: places.reduce((last, place) => Math.max(last, place), 0) + 1 }, () => '');
    places.forEach((place, i) => (cells[place] = texts[i] ?? ''));
    yield { line, cells, ...(unreadable === undefined ? {} : { unreadable }) };
  }
}

function keptRows(workbook: Workbook): KeptRow[] {
  const rows: KeptRow[] = [];
  let places: number[] = [];
  let texts: string[] = [];
  let unreadable: number | undefined;
  let line = 0;
  let at = -1;
  let kind = 'n';
  let style = 0;
  let value = '';
  let reading = false;
  parseXml(workbook.sheet, {
    open(name, attributes) {
      if (name === 'row') {
        line = lineOf(attributes()['r'], line + 1);
        [places, texts, unreadable] = [[], [], undefined];
        at = -1;
      } else if (name === 'c') {
        const { r, t = 'n', s = '0' } = attributes();
        at = r === undefined ? at + 1 : columnOf(r);
        [kind, style, value] = [t, Number(s), ''];
      }
      reading = name === 'v' || name === 't';
    },
    text(part) {
      if (reading) value += part;
    },
    close(name) {
      reading = false;
      if (name === 'c' && at >= 0 && at < MOST_COLUMNS) {
        const text = textOf(value, kind, workbook.dateStyles[style] ?? false, workbook);
        if (text === undefined) unreadable ??= at;
        if (text !== '') {
          places.push(at);
          texts.push(text ?? '');
        }
      }
      if (name === 'row' && places.length > 0) {
        if (rows.length === MOST_ROWS) {
          throw fileRefused('too-large-xlsx', 'The sheet has too many rows. Send it as CSV.');
        }
        rows.push({ line, places, texts, unreadable });
      }
    },
  });
  return rows;
}

/** A row says which one it is; one whose number is none comes next. */
function lineOf(given: string | undefined, next: number): number {
  return given !== undefined && /^[1-9]\d{0,6}$/.test(given) ? Number(given) : next;
}

/** `AB12` is column 27. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '';
  return [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Undefined for what nobody typed. */
function textOf(value: string, kind: string, isDate: boolean, { strings, from1904 }: Workbook): string | undefined {
  if (kind === 'e') return undefined;
  if (kind === 's') return value === '' ? '' : strings[Number(value)];
  if (kind !== 'n' || value === '') return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (isDate) return dayOf(number, from1904);
  // A long number may stand in scientific notation: 2.2910199101317E13.
  return Number.isSafeInteger(number) ? String(number) : value;
}

/** Excel's 1900 has a 29 February that never was: days before 1 March 1900 are not used by any birth date that counts. */
function dayOf(serial: number, from1904: boolean): string {
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const date = new Date(epoch + Math.floor(serial) * DAY_MS);
  return Number.isNaN(date.getTime()) ? String(serial) : date.toISOString().slice(0, 10);
}
