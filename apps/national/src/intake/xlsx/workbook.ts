import { fileRefused } from '../file-refused.js';
import { parseXml } from './parse-xml.js';

/** What one must know of a workbook to read the cells of its first sheet. */
export interface Workbook {
  readonly sheet: string;
  readonly strings: readonly string[];
  /** Whether the cell style of each number shows a date. */
  readonly dateStyles: readonly boolean[];
  /** Days count from 1904 instead of 1900. */
  readonly from1904: boolean;
}

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const STRINGS = 'xl/sharedStrings.xml';
const STYLES = 'xl/styles.xml';

export function isPart(name: string): boolean {
  return [WORKBOOK, RELATIONS, STRINGS, STYLES].includes(name) || /^xl\/worksheets\/[^/]+\.xml$/.test(name);
}

export function readWorkbook(parts: ReadonlyMap<string, string>): Workbook {
  let first: string | undefined;
  let from1904 = false;
  parseXml(parts.get(WORKBOOK) ?? missing(), {
    open(name, attributes) {
      if (name === 'sheet') first ??= attributes()['r:id'];
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes()['date1904'] ?? '');
    },
  });
  let target: string | undefined;
  parseXml(parts.get(RELATIONS) ?? missing(), {
    open(name, attributes) {
      const { Id, Target } = attributes();
      if (name === 'Relationship' && Id !== undefined && Id === first) target = Target;
    },
  });
  const path = target?.startsWith('/') ? target.slice(1) : `xl/${target ?? ''}`;
  return {
    sheet: parts.get(path) ?? missing(),
    strings: sharedStrings(parts.get(STRINGS)),
    dateStyles: dateStyles(parts.get(STYLES)),
    from1904,
  };
}

function missing(): never {
  throw fileRefused('bad-xlsx', 'The file is not a readable XLSX workbook.');
}

/** Runs of differently formatted text belong together; phonetic hints do not. */
function sharedStrings(xml: string | undefined): string[] {
  const strings: string[] = [];
  let text: string | undefined;
  let reading = false;
  let phonetic = false;
  parseXml(xml ?? '<sst/>', {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      if (name === 't') reading = !phonetic;
    },
    text(part) {
      if (reading) text = (text ?? '') + part;
    },
    close(name) {
      if (name === 't') reading = false;
      if (name === 'rPh') phonetic = false;
      if (name === 'si') strings.push(text ?? '');
    },
  });
  return strings;
}

/** Built-in number formats that show a date (ECMA-376 part 1, 18.8.30). */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

/** Characters of a number format at most (Excel's limit); a longer one would be made to keep us busy. */
const LONGEST_FORMAT = 255;

function showsDate(formatCode: string): boolean {
  if (formatCode.length > LONGEST_FORMAT) return false;
  return /[dy]/i.test(formatCode.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
}

function dateStyles(xml: string | undefined): boolean[] {
  const custom = new Map<string, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  parseXml(xml ?? '<styleSheet/>', {
    open(name, attributes) {
      if (name === 'cellXfs') inCells = true;
      if (name === 'numFmt') {
        const { numFmtId = '', formatCode = '' } = attributes();
        custom.set(numFmtId, showsDate(formatCode));
      }
      if (name !== 'xf' || !inCells) return;
      const { numFmtId = '' } = attributes();
      styles.push(custom.get(numFmtId) ?? DATE_FORMATS.has(Number(numFmtId)));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}
