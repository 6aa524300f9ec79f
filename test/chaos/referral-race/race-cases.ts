import type { TwoCountries } from '../../e2e/review/two-countries.testing.js';

/** Letters only, a different name for each number. */
const name = (number: number) => [...String(number)].map((digit) => 'aeioumnrst'[Number(digit)]).join('');

function record(number: number): object {
  const day = String(1 + (number % 28)).padStart(2, '0');
  return {
    ...{ record_id: `KZ-RACE${String(number).padStart(6, '0')}`, agency: 'KZ-NGO-01', registered_on: '2024-03-05' },
    ...{ given_name: `Di${name(number)}`, surname: `Ka${name(number)}va`, sex: 'FEMALE', citizenship: 'UZ' },
    ...{ birth_date: `${1970 + (number % 30)}-05-${day}`, document_no: `FA${String(4_000_000 + number)}` },
    ...{ exploitation_types: ['ForcedLabour'], country_of_exploitation: 'KZ', consents: ['CROSS_BORDER_REFERRAL'] },
  };
}

/** Registers so many persons of Kazakhstan who may be referred, and gives their cases. */
export async function casesToRace(region: TwoCountries, count: number): Promise<string[]> {
  const lines = await region.handIn(
    'KZ',
    Array.from({ length: count }, (_, number) => record(number)),
  );
  return lines.map(({ outcome, case_ref: caseRef }) => {
    if (caseRef === undefined) throw new Error(`a record was ${outcome}`);
    return caseRef;
  });
}
