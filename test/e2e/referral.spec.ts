import { ageBandOf, ageBounds } from '#domain';
import { eventually } from '#testing';
import { REQUEST, SHELTER } from './review/referral-bodies.testing.js';
import { TwoCountries, type Reviewing } from './review/two-countries.testing.js';

interface Seen {
  readonly status: string | null;
  readonly version: number;
  readonly caseRef: string | null;
  readonly preview: { readonly services: readonly string[] } | null;
  readonly questions: readonly {
    readonly question: { text?: string } | null;
    readonly answer: { text?: string } | null;
  }[];
  readonly history: readonly { readonly outcome: string; readonly reason?: string }[];
}

const PERSON = {
  ...{ given_name: 'Dilnoza', surname: 'Karimova', sex: 'FEMALE', birth_date: '1994-05-06', document_no: 'FA4031567' },
  ...{ citizenship: 'UZ', exploitation_types: ['ForcedLabour'], country_of_exploitation: 'KZ' },
  ...{ trafficking_status: 'ActualVictimOfTrafficking', decision_org: 'Police', decided_on: '2024-05-01' },
  consents: ['CROSS_BORDER_REFERRAL'],
};
const record = (country: Reviewing, number: number) => ({
  ...PERSON,
  ...{ record_id: `${country}-REFER0${number}`, agency: `${country}-NGO-01`, registered_on: '2024-03-05' },
});
const OPTIONS = { timeoutMs: 60_000 };

let region: TwoCountries;

beforeAll(async () => {
  region = await TwoCountries.start();
}, 120_000);

afterAll(() => region?.stop(), 60_000);

const view = async (country: Reviewing, ref: string) => (await region.call<Seen>(country, `/v1/referrals/${ref}`)).body;

async function act(country: Reviewing, ref: string, action: string, body: object = {}): Promise<void> {
  const answer = await region.call<object>(country, `/v1/referrals/${ref}/${action}`, body);
  expect([answer.status, answer.body]).toEqual([202, answer.body]);
}

/** Waits until both countries see the referral in a state. */
async function both(ref: string, status: string): Promise<void> {
  for (const country of ['KZ', 'UZ'] as const) {
    const what = `${country} to see the referral as ${status}`;
    await eventually(async () => (await view(country, ref)).status === status, { ...OPTIONS, what });
  }
}

/** A case in KZ, and a referral to the shelter of UZ as KZ's directory names it. */
async function requested(number: number): Promise<string> {
  return (await requestedFor(number)).ref;
}

async function requestedFor(number: number): Promise<{ readonly ref: string; readonly caseRef: string }> {
  const own = (await region.call<{ case_ref: string }>('KZ', '/v1/records', record('KZ', number))).body.case_ref;
  const listed = async () =>
    (await region.call<{ organisations: { organisationRef: string }[] }>('KZ', `/v1/directory?case=${own}`)).body;
  await eventually(async () => (await listed()).organisations.length === 1, { ...OPTIONS, what: 'the directory' });
  const organisation = (await listed()).organisations[0]?.organisationRef;
  const answer = await region.call<{ referralRef: string }>('KZ', `/v1/cases/${own}/referrals`, {
    ...REQUEST,
    organisation,
  });
  expect([answer.status, answer.body]).toEqual([202, answer.body]);
  return { ref: answer.body.referralRef, caseRef: own };
}

test('request, preview, question, answer, acceptance, start and completion over REST and Kafka', async () => {
  expect((await region.call('UZ', '/v1/directory/own', SHELTER, 'PUT')).status).toBe(200);
  const ref = await requested(1);
  await both(ref, 'REQUESTED');
  const asked = await view('UZ', ref);
  const ageband = ageBandOf(ageBounds(PERSON.birth_date, new Date().toISOString().slice(0, 10)));
  expect(asked.preview).toMatchObject({ services: ['SAFE_ACCOMMODATION'], sex: 'FEMALE', ageband });
  await act('UZ', ref, 'ask', {
    expected: asked.version,
    question: { topics: ['HEALTH'], text: 'Can she climb stairs?' },
  });
  await both(ref, 'INFO_REQUESTED');
  expect((await view('KZ', ref)).questions).toMatchObject([
    { question: { text: 'Can she climb stairs?' }, answer: null },
  ]);
  await act('KZ', ref, 'answer', { answer: { topics: ['HEALTH'], text: 'Yes, she can.' } });
  await both(ref, 'RECEIVED');
  const answered = await view('UZ', ref);
  expect(answered.questions).toMatchObject([{ answer: { text: 'Yes, she can.' } }]);
  await act('UZ', ref, 'accept', { expected: answered.version });
  await both(ref, 'ACCEPTED');
  await act('UZ', ref, 'start', { record: record('UZ', 1) });
  await both(ref, 'IN_PROGRESS');
  expect((await view('UZ', ref)).caseRef).not.toBeNull();
  await act('UZ', ref, 'complete');
  await both(ref, 'COMPLETED');
  for (const country of ['KZ', 'UZ'] as const) {
    expect((await view(country, ref)).history.map(({ outcome }) => outcome)).toEqual([
      ...['REQUESTED', 'ASKED', 'ANSWERED', 'ACCEPTED', 'STARTED', 'COMPLETED'],
    ]);
  }
}, 240_000);

/** V4 of 2024: persons summed over countries, and once each. */
async function persons(): Promise<string> {
  const sql = `SELECT sum_over_countries || ' ' || regional_unique AS v4 FROM reporting.regional_figures(2024, 2024)`;
  return (await region.rows<{ v4: string }>('aggregator', sql))[0]?.v4 ?? '';
}

test('a referral that has started makes both cases one person of the region, until one country takes the link back', async () => {
  // Nobody consented to matching: there is no mention, and no cluster, that could tell it.
  expect(await region.rows('aggregator', 'SELECT FROM aggregator.cluster')).toEqual([]);
  await eventually(async () => (await persons()) === '2 1', { ...OPTIONS, what: 'one person of two countries' });
  const [{ referralRef = '' } = {}] = (
    await region.call<{ referrals: { referralRef: string }[] }>('UZ', '/v1/referrals')
  ).body.referrals;
  await act('UZ', referralRef, 'unlink');
  await eventually(async () => (await persons()) === '2 2', { ...OPTIONS, what: 'the link to end' });
}, 120_000);

test('consent taken back midway: the receiver is told, and nobody can read the preview any more', async () => {
  const ref = await requested(2);
  await both(ref, 'REQUESTED');
  await act('UZ', ref, 'receive');
  await both(ref, 'RECEIVED');
  await region.call('KZ', '/v1/records', { ...record('KZ', 2), consents: ['CROSS_BORDER_MATCH'] });
  await both(ref, 'WITHDRAWN');
  const told = (await view('UZ', ref)).history.at(-1);
  expect(told).toMatchObject({ outcome: 'WITHDRAWN', reason: 'CONSENT_WITHDRAWN', cause: 'SENDER' });
  for (const country of ['KZ', 'UZ'] as const) {
    await eventually(async () => (await view(country, ref)).preview === null, { ...OPTIONS, what: 'the key to go' });
  }
}, 240_000);

interface Stopped {
  readonly status: string | null;
  readonly stopUnconfirmed: boolean;
  readonly stopConfirmedAt: string | null;
}

test('consent taken back after the start: the receiver destroys what was shared, confirms, and helps on', async () => {
  const ref = await requested(4);
  await both(ref, 'REQUESTED');
  await act('UZ', ref, 'accept', { expected: (await view('UZ', ref)).version });
  await both(ref, 'ACCEPTED');
  await act('UZ', ref, 'start', { record: record('UZ', 4) });
  await both(ref, 'IN_PROGRESS');
  expect((await view('UZ', ref)).preview).not.toBeNull();

  await region.call('KZ', '/v1/records', { ...record('KZ', 4), consents: ['CROSS_BORDER_MATCH'] });
  const sent = async () => (await region.call<Stopped>('KZ', `/v1/referrals/${ref}`)).body;
  const confirmed = async () => (await sent()).stopConfirmedAt !== null;
  await eventually(confirmed, { ...OPTIONS, what: 'the receiver to confirm' });
  expect(await sent()).toMatchObject({ status: 'IN_PROGRESS', stopUnconfirmed: false });
  expect((await view('UZ', ref)).preview).toBeNull();
  expect(await region.rows('national-uz', 'SELECT FROM referral.part WHERE referral_ref = $1', [ref])).toEqual([]);
  const { notifications } = (
    await region.call<{ notifications: { referralRef: string; outcome: string }[] }>('UZ', '/v1/notifications')
  ).body;
  expect(notifications).toContainEqual(expect.objectContaining({ referralRef: ref, outcome: 'SHARING_STOPPED' }));
  await act('UZ', ref, 'complete');
  await both(ref, 'COMPLETED');
}, 240_000);

interface Erasure {
  readonly caseRef: string;
  readonly unconfirmed: number;
  readonly holders: readonly { readonly holder: string; readonly confirmedAt: string | null }[];
}

test('an erasure reaches the country that was asked for help: it erases what it received, and its confirmation comes back', async () => {
  const { ref, caseRef } = await requestedFor(3);
  await both(ref, 'REQUESTED');
  await act('UZ', ref, 'accept', { expected: (await view('UZ', ref)).version });
  await both(ref, 'ACCEPTED');
  expect((await view('UZ', ref)).preview).not.toBeNull();

  const asked = await region.call<Erasure>('KZ', `/v1/cases/${caseRef}/erasure`, { asked_on: '2024-06-01' });
  expect(asked.body.holders).toContainEqual({ holder: 'UZ', confirmedAt: null });
  const confirmed = async () => {
    const { erasures } = (await region.call<{ erasures: Erasure[] }>('KZ', '/v1/erasures')).body;
    const erasure = erasures.find((one) => one.caseRef === caseRef);
    return erasure?.unconfirmed === 0 && erasure.holders.map(({ holder }) => holder).sort();
  };
  const holders = await eventually(confirmed, { ...OPTIONS, what: 'every holder to confirm' });
  expect(holders).toContain('UZ');
  expect((await view('UZ', ref)).preview).toBeNull();
  const parts = 'SELECT FROM referral.part WHERE referral_ref = $1';
  expect(await region.rows('national-uz', parts, [ref])).toEqual([]);
  const problems = 'SELECT reason FROM register.delivery_problem';
  expect([await region.rows('national-kz', problems), await region.rows('national-uz', problems)]).toEqual([[], []]);
}, 240_000);
