import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '#testing';
import { REQUEST, SHELTER } from '../../e2e/review/referral-bodies.testing.js';
import type { TwoCountries } from '../../e2e/review/two-countries.testing.js';

const LIMIT_MS = 120_000;
/** Least time between two looks of the receiving organisation into its notifications. Milliseconds. */
const LOOK_EVERY_MS = 10;
/** Cases that are registered at once. */
const AT_ONCE = 8;

const PERSON = {
  ...{ given_name: 'Dilnoza', sex: 'FEMALE', citizenship: 'UZ', exploitation_types: ['ForcedLabour'] },
  ...{ country_of_exploitation: 'KZ', trafficking_status: 'ActualVictimOfTrafficking', decision_org: 'Police' },
  ...{ decided_on: '2024-05-01', registered_on: '2024-03-05', agency: 'KZ-NGO-01', birth_date: '1994-05-06' },
  consents: ['CROSS_BORDER_REFERRAL'],
};

/** What an organisation in Kazakhstan asks for a case of its own. */
export interface Asked {
  readonly caseRef: string;
  readonly organisation: string;
}

/** Milliseconds of each request, sorted: until Kazakhstan's service has answered, and until the organisation in Uzbekistan sees it. */
export interface OverRest {
  readonly answered: readonly number[];
  readonly visible: readonly number[];
}

/** Registers cases in Kazakhstan, and the shelter in Uzbekistan's directory to which they will be referred. */
export async function casesToRefer(region: TwoCountries, count: number): Promise<Asked[]> {
  await region.call('UZ', '/v1/directory/own', SHELTER, 'PUT');
  const cases: string[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, i) => from + i);
    cases.push(...(await Promise.all(numbers.map((number) => registered(region, number)))));
  }
  const listed = async () => {
    const path = `/v1/directory?case=${cases[0]}`;
    const { body } = await region.call<{ organisations: { organisationRef: string }[] }>('KZ', path);
    return body.organisations[0]?.organisationRef;
  };
  const organisation = await eventually(listed, { timeoutMs: LIMIT_MS, what: 'the shelter in the directory' });
  return cases.map((caseRef) => ({ caseRef, organisation }));
}

async function registered(region: TwoCountries, number: number): Promise<string> {
  const surname = `Karimova ${String.fromCharCode(...[...String(number)].map((digit) => 97 + Number(digit)))}`;
  const own = { record_id: `KZ-BENCH${number}`, surname, document_no: `FA${4_000_000 + number}` };
  const { status, body } = await region.call<{ case_ref?: string }>('KZ', '/v1/records', { ...PERSON, ...own });
  if (body.case_ref === undefined) throw new Error(`a record was not taken: ${status}`);
  return body.case_ref;
}

/** Asks at a steady rate by the national API, and looks into the receiving organisation's notifications meanwhile. */
export async function overRest(region: TwoCountries, requests: readonly Asked[], perSecond: number): Promise<OverRest> {
  const begin = performance.now();
  const due = requests.map((_, i) => begin + (i * 1000) / perSecond);
  const answered: number[] = [];
  const dueOf = new Map<string, number>();
  const seenAt = new Map<string, number>();
  const reading = readNotifications(region, seenAt, () => seenAt.size >= requests.length);
  const asking = requests.map(async ({ caseRef, organisation }, i) => {
    const from = due[i] ?? NaN;
    await sleep(from - performance.now());
    const path = `/v1/cases/${caseRef}/referrals`;
    const { status, body } = await region.call<{ referralRef: string }>('KZ', path, { ...REQUEST, organisation });
    if (status !== 202) throw new Error(`a request was not taken: ${status}`);
    answered.push(performance.now() - from);
    dueOf.set(body.referralRef, from);
  });
  await Promise.all([...asking, reading]);
  const visible = [...dueOf].map(([ref, from]) => (seenAt.get(ref) ?? NaN) - from);
  const sorted = (values: number[]) => values.sort((a, b) => a - b);
  return { answered: sorted(answered), visible: sorted(visible) };
}

/** Where this program's organisation in Uzbekistan has read its notifications up to. */
let last = 0;

async function readNotifications(region: TwoCountries, seenAt: Map<string, number>, all: () => boolean): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (!all()) {
    if (performance.now() > deadline) throw new Error('not every request has become visible');
    const path = `/v1/notifications?after=${last}`;
    const { body } = await region.call<{ notifications: { seq: number; referralRef: string }[] }>('UZ', path);
    const now = performance.now();
    for (const { seq, referralRef } of body.notifications) {
      last = Math.max(last, seq);
      if (!seenAt.has(referralRef)) seenAt.set(referralRef, now);
    }
    await sleep(LOOK_EVERY_MS);
  }
}
