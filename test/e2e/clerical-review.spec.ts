import { eventually } from '#testing';
import { TwoCountries, type Reviewing } from './review/two-countries.testing.js';

interface Listed {
  readonly matchRef: string;
  readonly recordId: string;
  readonly state: string;
}

/** One person in both registers, known by one passport. Uzbekistan registered earlier. */
const PERSON = {
  ...{ given_name: 'Dilnoza', surname: 'Karimova', sex: 'FEMALE', birth_date: '1994-05-06', document_no: 'FA4031567' },
  ...{ citizenship: 'UZ', exploitation_types: ['ForcedLabour'], country_of_exploitation: 'KZ' },
  ...{ trafficking_status: 'ActualVictimOfTrafficking', decision_org: 'Police', decided_on: '2024-05-01' },
  consents: ['ANONYMISED_STATISTICS', 'CROSS_BORDER_MATCH'],
};
const KZ_RECORD = { ...PERSON, record_id: 'KZ-REVIEW01', agency: 'KZ-NGO-01', registered_on: '2024-03-05' };
const UZ_RECORD = { ...PERSON, record_id: 'UZ-REVIEW01', agency: 'UZ-NGO-01', registered_on: '2024-02-07' };

let region: TwoCountries;

beforeAll(async () => {
  region = await TwoCountries.start();
}, 120_000);

afterAll(() => region?.stop(), 60_000);

const listed = async (country: Reviewing) =>
  (await region.call<{ reviews: Listed[] }>(country, '/v1/reviews')).body.reviews;

async function inState(country: Reviewing, state: string): Promise<void> {
  const check = async () => (await listed(country)).map((review) => review.state).join() === state;
  await eventually(check, { timeoutMs: 30_000, what: `${country} to see the review as ${state}` });
}

async function answers(country: Reviewing, decision: string): Promise<void> {
  const [review] = await listed(country);
  const path = `/v1/reviews/${review?.matchRef}`;
  expect((await region.call(country, path)).status).toBe(200);
  const answer = await region.call(country, `${path}/answer`, {
    decision,
    basis: 'OWN_RECORD',
    reviewer: 'SUPERVISOR',
  });
  expect(answer.status).toBe(200);
}

async function aggregatorHolds(...clusters: string[]): Promise<void> {
  const check = async () => {
    const rows = await region.rows<{ status: string }>('aggregator', 'SELECT status FROM aggregator.cluster');
    return rows.map(({ status }) => status).join() === clusters.join();
  };
  await eventually(check, { timeoutMs: 30_000, what: `the aggregator to hold [${clusters.join()}]` });
}

/** V4 of 2024: persons summed over countries, and once each. */
async function persons(): Promise<string> {
  const sql = `SELECT sum_over_countries || ' ' || regional_unique AS v4 FROM reporting.regional_figures(2024, 2024)`;
  return (await region.rows<{ v4: string }>('aggregator', sql))[0]?.v4 ?? '';
}

/** What linkage has put into the outbox for a topic, sent or not. */
async function saidOn(topic: string): Promise<number> {
  const sql = 'SELECT count(*)::integer AS n FROM messaging.outbox WHERE topic = $1';
  return (await region.rows<{ n: number }>('linkage', sql, [topic]))[0]?.n ?? 0;
}

test('the country that registered earlier is asked first, and nothing reaches the other one', async () => {
  expect((await region.call('KZ', '/v1/records', KZ_RECORD)).status).toBe(200);
  expect((await region.call('UZ', '/v1/records', UZ_RECORD)).status).toBe(200);
  await inState('UZ', 'ASKED');
  await aggregatorHolds('STATISTICAL');
  expect([await saidOn('inbox.uz'), await saidOn('inbox.kz'), await region.recordsIn('inbox.kz')]).toEqual([1, 0, 0]);
  expect(await listed('KZ')).toEqual([]);
  await eventually(async () => (await persons()) === '2 1', { timeoutMs: 30_000, what: 'one person of two countries' });
}, 90_000);

test('after SAME the other one is asked; after its SAME the link is confirmed, and each learns which country it is', async () => {
  await answers('UZ', 'SAME');
  await inState('KZ', 'ASKED');
  await inState('UZ', 'ANSWERED');
  await answers('KZ', 'SAME');
  await inState('KZ', 'CONFIRMED');
  await inState('UZ', 'CONFIRMED');
  await aggregatorHolds('CONFIRMED');
  expect(await persons()).toBe('2 1');
  const links = await region.call<object>('KZ', `/v1/records/${KZ_RECORD.record_id}/links`);
  expect(links.body).toMatchObject({ links: [{ state: 'CONFIRMED', with: { country: 'UZ' }, whyNot: null }] });
}, 90_000);

test('a rebuilt linkage asks nothing again and tells nothing again', async () => {
  const told = () => Promise.all(['inbox.kz', 'inbox.uz', 'linkage.proposal'].map((topic) => region.recordsIn(topic)));
  const before = await told();
  await region.rebuildLinkage();
  const live = async () =>
    (await region.rows<{ phase: string }>('linkage', 'SELECT phase FROM linkage.lifecycle'))[0]?.phase === 'LIVE';
  await eventually(live, { timeoutMs: 60_000, what: 'linkage to be live again' });
  expect([await saidOn('inbox.kz'), await saidOn('inbox.uz'), await saidOn('linkage.proposal')]).toEqual([0, 0, 0]);
  expect(await told()).toEqual(before);
  await aggregatorHolds('CONFIRMED');
}, 120_000);

test('DIFFERENT after SAME splits, both are told, and both can link again', async () => {
  await answers('KZ', 'DIFFERENT');
  await inState('KZ', 'UNLINKED');
  await inState('UZ', 'UNLINKED');
  await aggregatorHolds();
  expect(await persons()).toBe('2 2');
  const links = await region.call<object>('UZ', `/v1/records/${UZ_RECORD.record_id}/links`);
  expect(links.body).toMatchObject({ links: [{ state: 'UNLINKED', with: { country: null } }] });
  await answers('KZ', 'SAME');
  await inState('UZ', 'CONFIRMED');
  await aggregatorHolds('CONFIRMED');
}, 90_000);

test('a withdrawn consent lapses the link: both are told, without a cause', async () => {
  const withdrawn = { ...UZ_RECORD, consents: ['ANONYMISED_STATISTICS'] };
  expect((await region.call('UZ', '/v1/records', withdrawn)).status).toBe(200);
  await inState('KZ', 'UNLINKED');
  await inState('UZ', 'UNLINKED');
  await aggregatorHolds();
  const [review] = await listed('UZ');
  const answer = await region.call('UZ', `/v1/reviews/${review?.matchRef}/answer`, {
    ...{ decision: 'SAME', basis: 'OWN_RECORD', reviewer: 'SUPERVISOR' },
  });
  expect(answer).toMatchObject({ status: 409, body: { code: 'review-closed' } });
}, 90_000);

test('persons who look like twins are asked about as such, and are not linked', async () => {
  const family = {
    ...{ surname: 'Yusupova', patronymic: 'Rustamovna', sex: 'FEMALE', birth_date: '2001-09-14', citizenship: 'UZ' },
    ...{ birth_place: 'Samarqand', exploitation_types: ['ForcedLabour'], country_of_exploitation: 'KZ' },
    ...{ trafficking_status: 'PossibleVictimOfTrafficking', consents: ['ANONYMISED_STATISTICS', 'CROSS_BORDER_MATCH'] },
  };
  const [one, other] = [
    {
      ...family,
      ...{ record_id: 'KZ-TWIN01', agency: 'KZ-NGO-01', registered_on: '2024-06-05', given_name: 'Zarina' },
    },
    {
      ...family,
      ...{ record_id: 'UZ-TWIN01', agency: 'UZ-NGO-01', registered_on: '2024-05-07', given_name: 'Malika' },
    },
  ];
  expect((await region.call('KZ', '/v1/records', one)).status).toBe(200);
  expect((await region.call('UZ', '/v1/records', other)).status).toBe(200);
  const asked = async () => (await listed('UZ')).find(({ recordId }) => recordId === 'UZ-TWIN01');
  await eventually(async () => (await asked()) !== undefined, {
    timeoutMs: 30_000,
    what: 'UZ to be asked about twins',
  });
  const path = `/v1/reviews/${(await asked())?.matchRef}`;
  const bands = expect.arrayContaining([
    { attribute: 'GIVEN_NAME', band: 'DIFFERENT' },
    { attribute: 'BIRTH_DATE', band: 'EQUAL' },
  ]) as unknown;
  expect((await region.call('UZ', path)).body).toMatchObject({ lookalike: 'TWINS', bands });
  expect((await region.call('UZ', `${path}/why`)).body).toMatchObject({ lookalike: 'TWINS', bands });
  await aggregatorHolds();
}, 90_000);
