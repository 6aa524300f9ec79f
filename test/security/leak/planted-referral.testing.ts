import { randomUUID } from 'node:crypto';
import { eventually, type RecordRow } from '#testing';
import type { RunningRegion } from '../../../apps/region/src/running-region.js';
import { filesOfNationals } from './national-files.testing.js';
import { at, deskOf, type Desk } from './agency-callers.testing.js';
import type { Ask } from './http-answers.testing.js';
import type { Needle } from './needles.testing.js';

/** Names of organisations that nobody else has. */
const SENDER = 'KZ-NGO-JIBERUSHI417';
const RECEIVER = 'UZ-NGO-QABULQILUV829';
const QUESTION = 'Зинапоядан-чиқа-оладими-4417';
const ANSWER = 'Баспалдақпен-көтеріле-алады-9921';
const PHONE = '+998716204417093';
const CALLED = randomUUID();

/** An organisation's name stays in its country: register, what its own service logs, and the files of that database. */
export const atHome = (country: string, files: string) =>
  new RegExp(`^kerege_national_${country}\\.|/logs/national-${country}\\.log$|${files}`);
/** The reference of a receiver is listed for the countries: their directories, and nobody else's tables, topics or logs. */
export const LISTED = /^kerege_national_|(^|\/)uz\.directory[-/]/;

export interface PlantedReferral {
  readonly needles: readonly Needle[];
  /** Requests that are refused, with what is sealed in them. */
  readonly refusals: readonly Ask[];
}

interface Seen {
  readonly status: string | null;
  readonly version: number;
  readonly preview: { readonly organisation: string; readonly call?: { readonly phone: string } } | null;
  readonly questions: readonly { readonly question: object | null; readonly answer: object | null }[];
}

/**
 * A referral from the request to the start, with a word of its own in everything that is sealed: telephone and organisation to
 * call, receiving organisation, question, answer.
 */
export async function plantReferral(region: RunningRegion, person: RecordRow): Promise<PlantedReferral> {
  const [sender, receiver] = [await deskOf(region, 'KZ', SENDER), await deskOf(region, 'UZ', RECEIVER)];
  const listed = await at<{ organisationRef: string }>(receiver, 'PUT /v1/directory/own', LISTING);
  const organisation = listed.organisationRef;
  const { case_ref: caseRef } = await at<{ case_ref: string }>(sender, 'POST /v1/records', recordOf(person, sender));
  const directory = async () =>
    (await at<{ organisations: object[] }>(sender, `GET /v1/directory?case=${caseRef}`)).organisations.length === 1;
  await eventually(directory, { timeoutMs: 60_000, what: 'the directory of UZ' });
  const request = { ...REQUEST, organisation };
  const { referralRef } = await at<{ referralRef: string }>(
    sender,
    `POST /v1/cases/${caseRef}/referrals`,
    request,
    202,
  );
  const path = `/v1/referrals/${referralRef}`;
  const both = async (status: string): Promise<Seen> => {
    for (const desk of [sender, receiver]) await untilSeen(desk, path, status);
    return at<Seen>(receiver, `GET ${path}`);
  };
  const asked = await both('REQUESTED');
  expect(asked.preview).toMatchObject({ organisation, call: { phone: PHONE } });
  const question = { topics: ['HEALTH'], text: QUESTION };
  await at(receiver, `POST ${path}/ask`, { expected: asked.version, question }, 202);
  await both('INFO_REQUESTED');
  await at(sender, `POST ${path}/answer`, { answer: { topics: ['HEALTH'], text: ANSWER } }, 202);
  const answered = await both('RECEIVED');
  expect(answered.questions).toMatchObject([{ question: { text: QUESTION }, answer: { text: ANSWER } }]);
  await at(receiver, `POST ${path}/accept`, { expected: answered.version }, 202);
  await both('ACCEPTED');
  await at(receiver, `POST ${path}/start`, { record: recordOf(person, receiver) }, 202);
  await both('IN_PROGRESS');
  const files = await filesOfNationals(region.servers.databaseUrl);
  const inFiles = [...files.values()].join('|');
  const belongs = new RegExp(`${LISTED.source}|${inFiles}`);
  return {
    needles: [
      { field: 'question', text: QUESTION },
      { field: 'answer', text: ANSWER },
      { field: 'telephone to call', text: PHONE.slice(1), bounded: true },
      { field: 'organisation to call', text: CALLED },
      { field: 'receiving organisation', text: organisation, belongs },
      { field: 'sending organisation', text: SENDER, belongs: atHome('kz', files.get('kz') ?? '') },
      { field: 'receiver’s name', text: RECEIVER, belongs: atHome('uz', files.get('uz') ?? '') },
    ],
    refusals: refusalsOf(sender, receiver, caseRef, path),
  };
}

export async function untilSeen(desk: Desk, path: string, status: string): Promise<void> {
  const seen = async () => {
    const answer = await fetch(`${desk.url}${path}`, { headers: { authorization: `Bearer ${desk.token}` } });
    return answer.ok && ((await answer.json()) as Seen).status === status;
  };
  await eventually(seen, { timeoutMs: 60_000, what: `${desk.organisation} to see the referral as ${status}` });
}

/** Sealed words in wrong fields, in broken JSON, in the path and in names of fields. */
function refusalsOf(sender: Desk, receiver: Desk, caseRef: string, path: string): Ask[] {
  const post = (desk: Desk, to: string, body: object | string): Ask => ({
    ...{ method: 'POST', token: desk.token, url: `${desk.url}${to}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const requests = `/v1/cases/${caseRef}/referrals`;
  const call = { organisation: CALLED, phone: PHONE };
  return [
    post(sender, requests, { ...REQUEST, needs: [QUESTION] }),
    post(sender, requests, { ...REQUEST, [ANSWER]: true, call: { ...call, phone: `${PHONE} ${ANSWER}` } }),
    post(sender, requests, `{"call": ${JSON.stringify(call)}, "languages": [${QUESTION}`),
    post(sender, `${path}/${encodeURIComponent(ANSWER)}`, { answer: { topics: ['HEALTH'], text: ANSWER } }),
    post(sender, `${path}/answer`, { answer: { topics: [ANSWER], text: ANSWER } }),
    post(sender, `${path}/answer`, { answer: { topics: ['HEALTH'], text: ANSWER } }),
    post(receiver, `${path}/ask`, { expected: 1, question: { topics: ['HEALTH'], text: QUESTION } }),
    post(receiver, `${path}/ask`, { expected: QUESTION, question: { topics: ['HEALTH'], text: QUESTION } }),
    post(receiver, `${path}/start`, { record: { given_name: ANSWER, [QUESTION]: PHONE } }),
    {
      method: 'PUT',
      token: receiver.token,
      url: `${receiver.url}/v1/directory/own`,
      body: JSON.stringify({ ...LISTING, type: ANSWER }),
    },
  ];
}

export const LISTING = {
  ...{ type: 'NGO', services: ['SAFE_ACCOMMODATION'], languages: ['uz'], serves: ['WOMEN'], capacity: 'ASK' },
  answerwithin: { amount: 24, unit: 'HOURS' },
};
export const REQUEST = {
  ...{ to: 'UZ', mode: 'SERVICE', reason: 'AdditionalServicesRequired', urgency: 'EMERGENCY', consenttakenby: 'NGO' },
  ...{ attested: [], services: ['SAFE_ACCOMMODATION'], languages: ['uz'], dependants: ['0-8'], needs: ['MEDICAL'] },
  contact: { ways: ['THROUGH_CASE_WORKER'], doNotInformFamily: true, doNotInformAuthorities: true },
  call: { organisation: CALLED, phone: PHONE },
};

/** The person's case at an organisation; her identity is searched for as everybody's. */
export function recordOf(person: RecordRow, { organisation }: Desk, consents = ['CROSS_BORDER_REFERRAL']): object {
  const { given_name, surname, birth_date, document_no, address, notes } = person;
  return {
    ...{ given_name, surname, birth_date, document_no, address, notes, sex: 'FEMALE', citizenship: 'UZ' },
    ...{ exploitation_types: ['ForcedLabour'], country_of_exploitation: 'KZ', registered_on: '2024-03-05' },
    ...{ trafficking_status: 'ActualVictimOfTrafficking', decision_org: 'Police', decided_on: '2024-05-01' },
    ...{
      record_id: `${organisation.slice(0, 2)}-LEAKREFER1`,
      agency: organisation,
      consents,
    },
  };
}
