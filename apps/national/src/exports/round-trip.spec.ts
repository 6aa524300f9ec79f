import fc from 'fast-check';
import {
  ADMIN1,
  codesOf,
  COLUMN_NAMES,
  COLUMNS,
  KNOWN_COUNTRIES,
  type CodeListName,
  type ColumnName,
} from '#contracts';
import type { AgencyRecord } from '#domain';
import { fromHtcds } from '../intake/htcds/from-htcds.js';
import { parseRecord } from '../intake/parse-record.js';
import { readCsv } from '../intake/read-csv.js';
import { csvLine } from './csv-line.js';
import { htcdsCells } from './htcds-cells.js';
import { exportHeader } from './htcds-columns.js';

const NOW = new Date('2026-01-15T00:00:00Z');
const context = { country: 'KZ', now: NOW } as const;

/** Texts that spreadsheets, CSV and the guard of cells stumble over; a list cannot hold its own divider. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.stringMatching(/^'{0,3}[=+\-@＝]{0,2}[a-zЁё0-9;,"'\n\t ()]{0,12}$/),
    fc.constantFrom("'=1", "''+7", '=HYPERLINK("x")', '-', "'", '@SUM(1)', 'a;b', '+77011234567', 'a\r\nb'),
  )
  .filter((each) => !/[\uFFFD\p{Surrogate}]|[^\P{Cc}\n\r\t]/u.test(each));
const code = (list: CodeListName) => fc.option(fc.constantFrom(...codesOf(list)), { nil: '' });
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

function cellOf(column: ColumnName): fc.Arbitrary<unknown> {
  const kind = COLUMNS[column];
  switch (kind.kind) {
    case 'record-id':
      return fc.stringMatching(/^KZ-[A-Z0-9]{8}$/);
    case 'agency':
      return fc.constant('KZ-NGO-01');
    case 'text':
      return text;
    case 'texts':
      return fc.array(
        text.filter((each) => !each.includes('|')),
        { maxLength: 3 },
      );
    case 'code':
      return code(kind.list);
    case 'codes':
      return fc.subarray([...codesOf(kind.list)], { maxLength: 4 });
    case 'day':
      return column === 'registered_on' ? day : fc.option(day, { nil: '' });
    case 'birth-date':
      return fc.tuple(day, fc.constantFrom(0, 4, 7, 10)).map(([date, length]) => date.slice(0, length));
    case 'citizenship':
      return fc.constantFrom('', 'STATELESS', 'UNKNOWN', 'OTHER_ASIA', ...KNOWN_COUNTRIES);
    case 'admin1':
      return fc.constantFrom('', 'UNKNOWN', 'GE-TB', ...ADMIN1);
    case 'months':
      return fc.constantFrom('', 'UNKNOWN', 0, 7, 240);
    case 'consents':
      return fc.subarray([...codesOf('CONSENT_PURPOSE')]);
  }
}

const raw = fc
  .record(Object.fromEntries(COLUMN_NAMES.map((column) => [column, cellOf(column)])))
  .map((cells: Record<string, unknown>): Record<string, unknown> => {
    const decided = ['ActualVictimOfTrafficking', 'NotAVictimOfTrafficking'].includes(
      String(cells['trafficking_status']),
    );
    if (!decided) return { ...cells, decision_org: '', decided_on: '' };
    const body = ['', 'UNKNOWN'].includes(String(cells['decision_org']))
      ? 'IdentificationCommission'
      : cells['decision_org'];
    return {
      ...cells,
      decision_org: body,
      decided_on: cells['decided_on'] === '' ? '2020-02-29' : cells['decided_on'],
    };
  });

async function readBack(records: readonly AgencyRecord[]): Promise<unknown[]> {
  const header = exportHeader('whole');
  const lines = records.map(htcdsCells).map((cells) => csvLine(header.map((name) => cells.get(name) ?? '')));
  const bytes = Buffer.from(`\uFEFF${csvLine(header)}${lines.join('')}`);
  const back: unknown[] = [];
  for await (const row of readCsv(pieces(bytes))) {
    if ('error' in row) back.push(row.error);
    else {
      const read = fromHtcds(row.values);
      expect([read.errors.list, read.notTaken]).toEqual([[], []]);
      back.push(parseRecord(read.values, context).record);
    }
  }
  return back;
}

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1_000) yield Promise.resolve(bytes.subarray(at, at + 1_000));
}

test('whatever a record holds, exported in HTCDS and read back it is the same record', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(raw, { minLength: 1, maxLength: 5 }), async (cells) => {
      const records = cells.map((each) => parseRecord(each, context).record);
      expect(await readBack(records)).toEqual(records);
    }),
    { numRuns: 150 },
  );
});

test.each(COLUMN_NAMES.filter((column) => ['code', 'codes'].includes(COLUMNS[column].kind)))(
  'every code of %s goes out and comes back',
  async (column) => {
    const kind = COLUMNS[column];
    const decided = { decision_org: 'NGO', decided_on: '2020-02-29', trafficking_status: 'ActualVictimOfTrafficking' };
    const codes = 'list' in kind ? codesOf(kind.list) : [];
    const records = codes.flatMap((each, i) => {
      const cells = { record_id: `KZ-CODE${1000 + i}`, registered_on: '2024-01-01', agency: 'KZ-NGO-01' };
      const needs =
        column === 'decision_org' ? decided : column === 'trafficking_status' && i < 3 && i > 0 ? decided : {};
      if (column === 'decision_org' && each === 'UNKNOWN') return [];
      return [parseRecord({ ...cells, ...needs, [column]: each }, context).record];
    });
    expect(records.length).toBeGreaterThan(1);
    expect(await readBack(records)).toEqual(records);
  },
);

test('no cell of an export begins a formula, and the standard’s scope holds no identity beyond the standard', () => {
  fc.assert(
    fc.property(text, (each) => {
      expect(csvLine([each]).trimEnd()).not.toMatch(/^"?[=+\-@\t\r＝＋－＠]/);
    }),
  );
  const outside = ['aliases', 'birth_date', 'birth_place', 'document_no', 'handle'];
  expect(exportHeader('whole')).toEqual(expect.arrayContaining(outside));
  expect(exportHeader('standard').filter((name) => outside.includes(name))).toEqual([]);
});
