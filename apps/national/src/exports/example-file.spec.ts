import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { takeInEither } from '../intake/htcds/take-in-htcds.js';
import { readCsv } from '../intake/read-csv.js';

const FILE = join(import.meta.dirname, '../../../../examples/htcds/kz-ngo-01.csv');
const NGO = { name: 'KZ-NGO-01', role: 'agency', organisation: 'KZ-NGO-01' } as const;

test('the example of a file in HTCDS is taken in, every line of it', async () => {
  const records = [];
  for await (const row of readCsv(createReadStream(FILE))) {
    const values = 'values' in row ? row.values : {};
    const taken = takeInEither(row.line, values, { country: 'KZ', caller: NGO, now: () => new Date('2026-01-01') });
    records.push('parsed' in taken ? [taken.parsed.record, taken.notTaken] : [taken.result]);
  }
  expect(records).toEqual([
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
