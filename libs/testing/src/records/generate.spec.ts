import { generateRecords, RECORD_COLUMNS, toCsv } from './generate.js';

describe('generated records', () => {
  it('are the same for the same seed and others for another', () => {
    expect(generateRecords(7, 20)).toEqual(generateRecords(7, 20));
    expect(generateRecords(7, 20)).not.toEqual(generateRecords(8, 20));
  });

  it('hold persons that two countries know', () => {
    const rows = Object.values(generateRecords(7, 200)).flat();
    const countriesOf = new Map<string, Set<string>>();
    for (const row of rows.filter((r) => r['document_no'])) {
      const document = row['document_no'] ?? '';
      countriesOf.set(document, (countriesOf.get(document) ?? new Set()).add(row['record_id']?.slice(0, 2) ?? ''));
    }
    expect([...countriesOf.values()].filter((countries) => countries.size > 1).length).toBeGreaterThan(10);
  });

  it('are written with the header and CRLF line ends that agencies use', () => {
    const lines = toCsv(generateRecords(7, 5).KZ).split('\r\n');
    expect(lines[0]).toBe(RECORD_COLUMNS.join(','));
    expect(lines.at(-1)).toBe('');
  });
});
