import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CsvScanner } from '../intake/csv-scanner.js';
import { takeInEither } from '../intake/htcds/take-in-htcds.js';
import { readCsv } from '../intake/read-csv.js';

const FILE = join(import.meta.dirname, '../../../../examples/htcds/kz-ngo-01.csv');
const NGO = { name: 'KZ-NGO-01', role: 'agency', organisation: 'KZ-NGO-01' } as const;

async function takenIn(file: AsyncIterable<Uint8Array>): Promise<unknown[]> {
  const records = [];
  for await (const row of readCsv(file)) {
    const values = 'values' in row ? row.values : {};
    const taken = takeInEither(row.line, values, { country: 'KZ', caller: NGO, now: () => new Date('2026-01-01') });
    records.push('parsed' in taken ? [taken.parsed.record, taken.notTaken] : [taken.result]);
  }
  return records;
}

/** As a spreadsheet writes it where the comma divides the decimals. */
async function* withSemicolons(): AsyncGenerator<Uint8Array> {
  const scanner = new CsvScanner(() => true);
  scanner.push(await readFile(FILE, 'utf8'));
  scanner.end();
  for (let row = scanner.next(); row !== undefined; row = scanner.next()) {
    const cells = 'cells' in row ? row.cells : [];
    const quoted = cells.map((cell) => (/[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
    yield Buffer.from(`${quoted.join(';')}\r\n`);
  }
}

test('divided by semicolons it is the same file', async () => {
  expect(await takenIn(withSemicolons())).toEqual(await takenIn(createReadStream(FILE)));
});

test('the example of a file in HTCDS is taken in, every line of it', async () => {
  expect(await takenIn(createReadStream(FILE))).toEqual([
    [
      expect.objectContaining({
        ...{ agency: 'KZ-NGO-01', phone: '+998901234567', citizenship: 'UZ', countryOfExploitation: 'KZ' },
        ...{ consents: ['ANONYMISED_STATISTICS', 'CROSS_BORDER_MATCH'], minorAtExploitation: 'N' },
        controlMethods: ['RestrictsMovement', 'Threats', 'WithholdsDocuments'],
      }),
      ['cas_Status', 'con_Consent'],
    ],
    [
      expect.objectContaining({
        ...{ citizenship: 'KG', decisionOrg: 'Police', minorAtExploitation: 'Y', recruiterRelation: 'Other' },
        exploitationTypes: ['ForcedBegging'],
      }),
      ['cas_Status', 'con_Consent'],
    ],
    [expect.objectContaining({ transitCountries: ['KG'], sexExploitationTypes: ['Prostitution'] }), ['cas_Status']],
  ]);
});
