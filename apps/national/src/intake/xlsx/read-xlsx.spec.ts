import { COLUMN_NAMES } from '../columns.js';
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
