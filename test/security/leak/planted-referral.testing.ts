import { randomUUID } from 'node:crypto';
import { eventually, type RecordRow } from '#testing';
import type { RunningRegion } from '../../../apps/region/src/running-region.js';
import { at, type Desk } from './agency-callers.testing.js';
import type { Ask } from './http-answers.testing.js';
import { filesOfNationals } from './national-files.testing.js';
import type { Needle } from './needles.testing.js';
import {
  atHome,
  LISTING,
  plantAnswer,
  plantQuestion,
  plantRequest,
  recordOf,
  requestOf,
  sealedNeedles,
  type PlantedRequest,
} from './plant-request.testing.js';

const WORDS = {
  sender: 'KZ-NGO-JIBERUSHI417',
  receiver: 'UZ-NGO-QABULQILUV829',
  question: 'Зинапоядан-чиқа-оладими-4417',
  answer: 'Баспалдақпен-көтеріле-алады-9921',
  phone: '+998716204417093',
  called: randomUUID(),
};
const RECORD = 'LEAKREFER1';

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
  const record = (desk: Desk) => recordOf(person, desk, RECORD);
  const planted = await plantRequest(region, WORDS, { to: 'UZ', record }, untilListed);
  const { sender, receiver, organisation, path } = planted;
  const both = async (status: string): Promise<Seen> => {
    for (const desk of [sender, receiver]) await untilSeen(desk, path, status);
    return at<Seen>(receiver, `GET ${path}`);
  };
  const asked = await both('REQUESTED');
  expect(asked.preview).toMatchObject({ organisation, call: { phone: WORDS.phone } });
  await plantQuestion(planted, WORDS, asked.version);
  await both('INFO_REQUESTED');
  await plantAnswer(planted, WORDS);
  const answered = await both('RECEIVED');
  expect(answered.questions).toMatchObject([{ question: { text: WORDS.question }, answer: { text: WORDS.answer } }]);
  await at(receiver, `POST ${path}/accept`, { expected: answered.version }, 202);
  await both('ACCEPTED');
  await at(receiver, `POST ${path}/start`, { record: record(receiver) }, 202);
  await both('IN_PROGRESS');
  const files = await filesOfNationals(region.servers.databaseUrl);
  const inFiles = [...files.values()].join('|');
  const belongs = new RegExp(`${LISTED.source}|${inFiles}`);
  return {
    needles: [
      ...sealedNeedles(WORDS),
      { field: 'receiving organisation', text: organisation, belongs },
      { field: 'sending organisation', text: WORDS.sender, belongs: atHome('kz', files.get('kz') ?? '') },
      { field: 'receiver’s name', text: WORDS.receiver, belongs: atHome('uz', files.get('uz') ?? '') },
    ],
    refusals: refusalsOf(planted),
  };
}

async function untilListed(sender: Desk, caseRef: string): Promise<void> {
  const directory = `GET /v1/directory?case=${caseRef}`;
  const listed = async () => (await at<{ organisations: object[] }>(sender, directory)).organisations.length === 1;
  await eventually(listed, { timeoutMs: 60_000, what: 'the directory of UZ' });
}

async function untilSeen(desk: Desk, path: string, status: string): Promise<void> {
  const seen = async () => {
    const answer = await fetch(`${desk.url}${path}`, { headers: { authorization: `Bearer ${desk.token}` } });
    return answer.ok && ((await answer.json()) as Seen).status === status;
  };
  await eventually(seen, { timeoutMs: 60_000, what: `${desk.organisation} to see the referral as ${status}` });
}

/** Sealed words in wrong fields, in broken JSON, in the path and in names of fields. */
function refusalsOf({ sender, receiver, caseRef, path }: PlantedRequest): Ask[] {
  const { question, answer, phone } = WORDS;
  const request = requestOf(WORDS, 'UZ');
  const post = (desk: Desk, to: string, body: object | string): Ask => ({
    ...{ method: 'POST', token: desk.token, url: `${desk.url}${to}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const requests = `/v1/cases/${caseRef}/referrals`;
  const { call } = request;
  return [
    post(sender, requests, { ...request, needs: [question] }),
    post(sender, requests, { ...request, [answer]: true, call: { ...call, phone: `${phone} ${answer}` } }),
    post(sender, requests, `{"call": ${JSON.stringify(call)}, "languages": [${question}`),
    post(sender, `${path}/${encodeURIComponent(answer)}`, { answer: { topics: ['HEALTH'], text: answer } }),
    post(sender, `${path}/answer`, { answer: { topics: [answer], text: answer } }),
    post(sender, `${path}/answer`, { answer: { topics: ['HEALTH'], text: answer } }),
    post(receiver, `${path}/ask`, { expected: 1, question: { topics: ['HEALTH'], text: question } }),
    post(receiver, `${path}/ask`, { expected: question, question: { topics: ['HEALTH'], text: question } }),
    post(receiver, `${path}/start`, { record: { given_name: answer, [question]: phone } }),
    {
      method: 'PUT',
      token: receiver.token,
      url: `${receiver.url}/v1/directory/own`,
      body: JSON.stringify({ ...LISTING, type: answer }),
    },
  ];
}
