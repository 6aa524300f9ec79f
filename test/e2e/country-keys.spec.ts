import { randomUUID } from 'node:crypto';
import { MembersLogWriter } from '#messaging';
import { kidOfSealed, loadSigningKey, parseSignature, type SigningKey } from '#security';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import { commands } from '../../apps/cli/src/commands/index.js';
import { runCli } from '../../apps/cli/src/run-cli.js';
import { recordsOf } from './erasure/log-records.testing.js';
import { Publisher } from './regional/publisher.testing.js';
import { binding } from './regional/told-region.testing.js';
import { TwoCountries, type Reviewing } from './review/two-countries.testing.js';

const PERSON = {
  ...{ given_name: 'Dilnoza', surname: 'Karimova', sex: 'FEMALE', birth_date: '1994-05-06', document_no: 'FA4031567' },
  ...{ citizenship: 'UZ', exploitation_types: ['ForcedLabour'], country_of_exploitation: 'KZ' },
  ...{ trafficking_status: 'ActualVictimOfTrafficking', decision_org: 'Police', decided_on: '2024-05-01' },
  ...{ agency: 'KZ-NGO-01', registered_on: '2024-03-05', consents: ['CROSS_BORDER_REFERRAL'] },
};
const REQUEST = {
  ...{ to: 'UZ', mode: 'SERVICE', reason: 'AdditionalServicesRequired', urgency: 'URGENT', consenttakenby: 'NGO' },
  ...{ attested: [], services: ['SAFE_ACCOMMODATION'], languages: ['uz'], dependants: [], needs: [] },
  contact: { ways: ['THROUGH_CASE_WORKER'], doNotInformFamily: true, doNotInformAuthorities: true },
};
const OPTIONS = { timeoutMs: 60_000, intervalMs: 250 };

let region: TwoCountries;
let database: TestDatabase | undefined;
let former: SigningKey;
let cases = 0;

beforeAll(async () => {
  region = await TwoCountries.start();
  former = await loadSigningKey(region.fileOf('national-kz.jwk'));
}, 120_000);

afterAll(async () => {
  await region?.stop();
  await database?.drop();
}, 60_000);

/** `kerege keys rotate …`, as an operator who has the platform's key and may write the members log. */
async function rotate(kind: 'signing' | 'referral', country: Reviewing, ...more: string[]): Promise<void> {
  const { brokers, topicPrefix, username = '', password = '' } = region.kafka.connection('platform');
  const env = { KAFKA_BROKERS: brokers.join(), KAFKA_TOPIC_PREFIX: topicPrefix, KAFKA_USERNAME: username };
  const said: string[] = [];
  const args = ['keys', 'rotate', kind, '--country', country, '--platform-key', region.fileOf('platform.jwk'), ...more];
  const context = { print: () => undefined, say: (line: string) => void said.push(line) };
  const code = await runCli(commands, args, { env: { ...env, KAFKA_PASSWORD: password }, ...context });
  expect([code, said]).toEqual([0, [expect.stringContaining('from now on')]]);
}

async function newCase(): Promise<string> {
  cases += 1;
  const record = { ...PERSON, record_id: `KZ-KEYS${String(cases).padStart(4, '0')}` };
  return (await region.call<{ case_ref: string }>('KZ', '/v1/records', record)).body.case_ref;
}

async function requested(): Promise<string> {
  const answer = await region.call<{ referralRef: string }>('KZ', `/v1/cases/${await newCase()}/referrals`, REQUEST);
  expect([answer.status, answer.body]).toEqual([202, answer.body]);
  return answer.body.referralRef;
}

/** Signers of what lies in a topic of Kazakhstan. */
async function signersOf(topic: string): Promise<Set<string | undefined>> {
  const records = await recordsOf(region.kafka, topic);
  return new Set(records.map(({ headers }) => parseSignature(String(headers?.['ce_signature']))?.kid));
}

/** The key that the preview of a request is sealed to, once the request is in the log. */
async function sealedTo(ref: string): Promise<string> {
  const inLog = async () =>
    (await recordsOf(region.kafka, 'kz.referral')).find(
      ({ key, headers }) => String(key) === ref && String(headers?.['ce_type']) === 'kerege.referral.request.v1',
    );
  const record = await eventually(inLog, { ...OPTIONS, what: 'the request to be in the log' });
  return kidOfSealed((JSON.parse(String(record?.value)) as { preview: string }).preview);
}

const refusals = () => region.rows<{ reason: string }>('aggregator', 'SELECT reason FROM messaging.quarantine');

test('a service that runs takes up its next signing key, and every reader believes it', async () => {
  await newCase();
  await eventually(async () => (await signersOf('kz.case')).has(former.kid), { ...OPTIONS, what: 'the first case' });
  await rotate('signing', 'KZ', '--key-file', region.fileOf('national-kz.jwk'), '--overlap', '60');
  const next = await loadSigningKey(region.fileOf('national-kz.jwk'));
  const takenUp = async () => {
    await newCase();
    return (await signersOf('kz.case')).has(next.kid);
  };
  await eventually(takenUp, { ...OPTIONS, what: 'a case that is signed with the next key' });
  const counted = async () => {
    const [row] = await region.rows<{ n: number }>(
      'aggregator',
      'SELECT count(*)::integer AS n FROM aggregator.case_state',
    );
    return row?.n === cases;
  };
  await eventually(counted, { ...OPTIONS, what: 'every case to be accepted' });
  expect(await refusals()).toEqual([]);
}, 180_000);

test('the former key: what it signed before its end counts, however late it is read; what it signs later is refused', async () => {
  database = await testDatabase('former_key');
  const publisher = await Publisher.open(database, region.kafka.connection('national-kz'), 'KZ', former);
  await region.pause('aggregator');
  const [before, after] = [randomUUID(), randomUUID()];
  await publisher.publish([binding('KZ', before, null)]);
  const log = await MembersLogWriter.open(
    region.kafka.connection('platform'),
    await loadSigningKey(region.fileOf('platform.jwk')),
  );
  const declared = log.current('KZ');
  if (declared === undefined) throw new Error('Kazakhstan is not declared');
  await log.declare({ ...declared, keys: declared.keys.filter(({ kid }) => kid !== former.kid) });
  await publisher.publish([binding('KZ', after, null)]);
  await publisher.close();
  await region.resume('aggregator');
  await eventually(async () => (await refusals()).length > 0, { ...OPTIONS, what: 'a record to be refused' });
  expect(await refusals()).toEqual([{ reason: 'unknown-key' }]);
  const taken = async () =>
    (await region.rows('aggregator', 'SELECT FROM aggregator.binding WHERE mention_ref = $1', [before])).length === 1;
  await eventually(taken, { ...OPTIONS, what: 'the binding that was signed in time' });
  expect(await region.rows('aggregator', 'SELECT FROM aggregator.binding WHERE mention_ref = $1', [after])).toEqual([]);
}, 180_000);

test('referrals that were requested before the rotation are opened after it; new ones are sealed to the next key', async () => {
  const stocked = async () =>
    (await region.rows('national-kz', `SELECT FROM directory.foreign_key WHERE country = 'UZ'`)).length > 0;
  await eventually(stocked, { ...OPTIONS, what: 'the keys of the directory' });
  await region.rows('national-kz', 'UPDATE directory.foreign_key SET used_at = now() WHERE used_at IS NULL');
  await region.pause('aggregator');
  const underWay = await requested();
  expect(await sealedTo(underWay)).toBe('national-uz-sealing-1');

  await rotate('referral', 'UZ', '--service', region.urlOf('UZ'), '--token-file', region.fileOf('operator.token'));
  const keys = await region.operate<{ country: { kid: string }[] }>('UZ', 'GET', '/v1/referral-keys');
  const next = keys.body.country.at(-1)?.kid;
  let later = '';
  const sealedToNext = async () => {
    later = await requested();
    return (await sealedTo(later)) === next;
  };
  await eventually(sealedToNext, { ...OPTIONS, what: 'a referral that is sealed to the next key' });

  await region.resume('aggregator');
  const previews = `SELECT referral_ref FROM referral.part WHERE part = 'preview' AND referral_ref = ANY ($1::uuid[])`;
  const opened = async () => (await region.rows('national-uz', previews, [[underWay, later]])).length === 2;
  await eventually(opened, { ...OPTIONS, what: 'both previews to be opened' });
}, 180_000);
