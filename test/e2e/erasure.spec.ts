import { eventually } from '#testing';
import { compactAtOnce, recordsOf } from './erasure/log-records.testing.js';
import { TwoCountries } from './review/two-countries.testing.js';

interface Erasure {
  readonly status: string;
  readonly unconfirmed: number;
  readonly holders: readonly { readonly holder: string; readonly confirmedAt: string | null }[];
}

/** One person in both registers, known by one passport. */
const PERSON = {
  ...{ given_name: 'Dilnoza', surname: 'Karimova', sex: 'FEMALE', birth_date: '1994-05-06', document_no: 'FA4031567' },
  ...{ citizenship: 'UZ', exploitation_types: ['ForcedLabour'], country_of_exploitation: 'KZ' },
  ...{ trafficking_status: 'ActualVictimOfTrafficking', decision_org: 'Police', decided_on: '2024-05-01' },
  consents: ['ANONYMISED_STATISTICS', 'CROSS_BORDER_MATCH'],
};
const KZ_RECORD = { ...PERSON, record_id: 'KZ-ERASE001', agency: 'KZ-NGO-01', registered_on: '2024-03-05' };
const UZ_RECORD = { ...PERSON, record_id: 'UZ-ERASE001', agency: 'UZ-NGO-01', registered_on: '2024-02-07' };

let region: TwoCountries;

beforeAll(async () => {
  region = await TwoCountries.start();
}, 120_000);

afterAll(() => region?.stop(), 60_000);

const count = async (service: 'linkage' | 'aggregator', sql: string, parameters: unknown[]) =>
  (await region.rows(service, sql, parameters)).length;

test('an erasure reaches every holder, each confirms it, and the mention’s bytes leave the regional log', async () => {
  const { case_ref: caseRef } = (await region.call<{ case_ref: string }>('KZ', '/v1/records', KZ_RECORD)).body;
  expect((await region.call('UZ', '/v1/records', UZ_RECORD)).status).toBe(200);
  const [row] = await region.rows<{ ref: string }>(
    'national-kz',
    'SELECT mention_ref AS ref FROM anonymisation.publication WHERE case_ref = $1',
    [caseRef],
  );
  const mentionRef = row?.ref ?? '';
  const bound = () => count('aggregator', 'SELECT FROM aggregator.binding WHERE case_ref = $1', [caseRef]);
  const encoded = () =>
    count('linkage', 'SELECT FROM linkage.mention WHERE mention_ref = $1 AND encoding IS NOT NULL', [mentionRef]);
  const arrived = async () => (await bound()) === 1 && (await encoded()) === 1;
  await eventually(arrived, { timeoutMs: 30_000, what: 'mention and binding to arrive' });
  const encodings = async () => {
    const records = await recordsOf(region.kafka, 'kz.mention');
    return records.filter(({ key, value }) => key?.toString() === mentionRef && value?.includes('"tag"')).length;
  };
  expect(await encodings()).toBe(1);

  const asked = await region.call<Erasure>('KZ', `/v1/cases/${caseRef}/erasure`, { asked_on: '2024-06-01' });
  expect(asked.body.status).toBe('ERASED');
  const confirmed = async () => {
    const { erasures } = (await region.call<{ erasures: Erasure[] }>('KZ', '/v1/erasures')).body;
    return erasures[0]?.unconfirmed === 0 && erasures[0].holders.map(({ holder }) => holder).sort();
  };
  const holders = await eventually(confirmed, { timeoutMs: 30_000, what: 'every holder to confirm' });
  expect(holders).toEqual(['AGGREGATOR', 'KZ', 'LINKAGE']);

  expect([await bound(), await encoded()]).toEqual([0, 0]);
  const digest = 'SELECT FROM linkage.mention WHERE mention_ref = $1 AND digest IS NOT NULL';
  expect(await count('linkage', digest, [mentionRef])).toBe(0);
  const left = await region.rows<Record<string, unknown>>(
    'aggregator',
    'SELECT state, person_ref, level, registered_year FROM aggregator.case_state WHERE case_ref = $1',
    [caseRef],
  );
  expect(left).toEqual([{ state: 'ERASED', person_ref: null, level: null, registered_year: null }]);
  expect(await count('aggregator', 'SELECT FROM aggregator.case_decision WHERE case_ref = $1', [caseRef])).toBe(0);

  await compactAtOnce(region.kafka, 'kz.mention');
  let more = 0;
  // A segment closes when the next record comes: the country's other mentions go on.
  const gone = async () => {
    const [document_no, record_id] = [`KX70${String((more += 1)).padStart(5, '0')}`, `KZ-OTHER${1000 + more}`];
    await region.call('KZ', '/v1/records', { ...KZ_RECORD, surname: 'Asanova', document_no, record_id });
    return (await encodings()) === 0;
  };
  await eventually(gone, { timeoutMs: 120_000, intervalMs: 500, what: 'the log to be compacted' });
}, 240_000);
