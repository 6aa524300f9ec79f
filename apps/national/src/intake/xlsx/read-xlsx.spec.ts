import { randomBytes } from 'node:crypto';
import { COLUMN_NAMES } from '../columns.js';
import { sheetRows } from './sheet-rows.js';
import { someRecord, TestNational, type RawRecord } from '../../national.testing.js';
import { workbookParts, zip, type Cell } from './xlsx.testing.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const cells = (record: RawRecord): Cell[] =>
  COLUMN_NAMES.map((name) => {
    const value = record[name] ?? '';
    return Array.isArray(value) ? value.join('|') : (value as Cell);
  });

describe('intake of spreadsheets', () => {
  let national: TestNational;
  beforeAll(async () => {
    national = await TestNational.start();
  });
  afterAll(() => national.stop());

  const send = (archive: Buffer) => national.file('registrar', archive, XLSX);
  const code = (text: string) => (JSON.parse(text) as { code: string }).code;

  it('takes texts, numbers, dates and formulas as texts', async () => {
    const record = someRecord({ notes: 'one & "two"\r\nthree < four' });
    const typed = {
      ...{ ...record, national_id: 22910199101317, registered_on: { serial: 45356 } },
      surname: { formula: 'HYPERLINK("http://x")', result: '=1+1' },
    };
    const answer = await send(zip(workbookParts([[...COLUMN_NAMES], cells(typed), cells(someRecord({ sex: 'x' }))])));
    expect(answer.results.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'registered'],
      [3, 'rejected'],
    ]);
    expect((await national.get('KZ-MVD-01', `/v1/records/${String(record.record_id)}`)).body).toMatchObject({
      registeredOn: '2024-03-05',
      identity: { nationalId: '22910199101317', surname: '=1+1', notes: record.notes },
    });
  });

  it('refuses a row in which a formula failed, naming the column', async () => {
    const failed = { ...someRecord(), surname: { error: '#N/A' } };
    const answer = await send(zip(workbookParts([[...COLUMN_NAMES], cells(failed), cells(someRecord())])));
    expect(answer.results.map(({ outcome, errors }) => [outcome, errors])).toEqual([
      ['rejected', [{ field: 'surname', code: 'malformed' }]],
      ['registered', undefined],
    ]);
  });

  it('refuses a wrong header and what is no workbook', async () => {
    expect(code((await send(zip(workbookParts([['Иванова', 'Анна']])))).text)).toBe('wrong-header');
    expect(code((await send(Buffer.from('PK no zip'))).text)).toBe('bad-xlsx');
    expect(code((await send(zip([{ name: 'xl/workbook.xml', data: Buffer.from('<not closed') }]))).text)).toBe(
      'bad-xlsx',
    );
    expect(code((await send(zip([]))).text)).toBe('bad-xlsx');
  });

  it('refuses a bomb by what it claims and by what comes out of it', async () => {
    const bomb = Buffer.alloc(200 * 1024 * 1024, ' ');
    const [workbook, relations] = workbookParts([]);
    const withSheet = (claimedSize?: number) => {
      const sheet = { name: 'xl/worksheets/sheet1.xml', data: bomb };
      const claims = claimedSize === undefined ? sheet : { ...sheet, claimedSize };
      return zip([workbook, relations, claims].filter((part) => part !== undefined));
    };
    expect(code((await send(withSheet())).text)).toBe('too-large-xlsx');
    expect(code((await send(withSheet(1000))).text)).toBe('bad-xlsx');
  });

  it('is not kept busy by a number format that no spreadsheet program writes', async () => {
    const [workbook, relations, styles, sheet] = workbookParts([[...COLUMN_NAMES], cells(someRecord())]);
    if (!workbook || !relations || !styles || !sheet) throw new Error('the workbook has four parts');
    // What does not compress hides how well the rest does.
    const padding = `<!--${randomBytes(20_000).toString('hex')}-->`;
    const format = `<numFmts><numFmt numFmtId="200" formatCode="${'['.repeat(500_000)}"/></numFmts>${padding}`;
    const data = Buffer.from(styles.data.toString().replace(/<styleSheet[^>]*>/, (tag) => tag + format));
    const answer = await send(zip([workbook, relations, { ...styles, data }, sheet]));
    expect(answer.results.map(({ outcome }) => outcome)).toEqual(['registered']);
  });

  it('expands no entity', async () => {
    const [workbook, relations, styles, sheet] = workbookParts([['a']]).map((part) => part.data.toString());
    const xml = (sheet ?? '')
      .replace('<worksheet>', '<!DOCTYPE w [<!ENTITY e "Expanded">]><worksheet>')
      .replace('>a<', '>&e;<');
    const names = ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/worksheets/sheet1.xml'];
    const texts = [workbook, relations, styles, xml];
    const archive = zip(names.map((name, i) => ({ name, data: Buffer.from(texts[i] ?? '') })));
    expect((await send(archive)).text).not.toContain('Expanded');
  });
});

describe('rows of a sheet', () => {
  const workbook = (rows: string) => ({
    ...{ sheet: `<sheetData>${rows}</sheetData>`, strings: [], dateStyles: [], from1904: false },
  });

  it('have their cells where the file says, whatever is missing between them', () => {
    const rows = '<row r="2"><c r="C2"><v>1</v></c><c r="A2"><v>2</v></c></row><row r="7"><c><v>3</v></c></row>';
    expect([...sheetRows(workbook(rows))]).toEqual([
      { line: 2, cells: ['2', '', '1'] },
      { line: 7, cells: ['3'] },
    ]);
  });

  it('say which cell holds nothing that anybody typed: an error of a formula, a text that is not in the file', () => {
    const rows =
      '<row><c t="e"><v>#N/A</v></c></row><row><c><v>1</v></c><c t="s"><v>7</v></c></row><row><c t="s"/></row>';
    expect([...sheetRows(workbook(rows))]).toEqual([
      { line: 1, cells: [''], unreadable: 0 },
      { line: 2, cells: ['1', ''], unreadable: 1 },
    ]);
  });

  it('are read whatever number they claim, and however often one cell is there', () => {
    const rows = `<row r="x">${'<c r="A1"><v>1</v></c>'.repeat(300_000)}<c r="A1"><v>2</v></c></row>`;
    expect([...sheetRows(workbook(rows))]).toEqual([{ line: 1, cells: ['2'] }]);
  });

  it('take no more memory than they fill: many rows with one cell far to the right', () => {
    const row = '<row><c r="GR"><v>1</v></c></row>';
    const before = process.memoryUsage().heapUsed;
    const rows = sheetRows(workbook(row.repeat(200_000)));
    expect(rows.next().value).toMatchObject({ line: 1 });
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * 1024 * 1024);
  });

  it('are no more than a sheet can have', () => {
    const rows = workbook('<row><c r="A"><v>1</v></c></row>'.repeat(1_048_577));
    expect(() => sheetRows(rows).next()).toThrow('too many rows');
  });
});
