import { topicNamed, type MemberData } from '#contracts';
import {
  generateSealingKey,
  generateSigningKey,
  MembersView,
  platformKeysFrom,
  publicJwk,
  sealingPublicKey,
  type SigningKey,
} from '#security';
import { testKafka, type TestKafka } from '#testing';
import { inspectOne } from '../arrival/inspect-one.testing.js';
import { sentRecords } from '../outbox/sent-records.testing.js';
import { memberSubject } from './member-subject.js';
import { MembersLogWriter } from './members-log-writer.js';

const platformKey = generateSigningKey('platform-1');
const keyring = () => new MembersView(platformKeysFrom({ keys: [publicJwk(platformKey)] }));
const first = generateSigningKey('kz-1');
const second = generateSigningKey('kz-2');
const listed = (key: SigningKey) => ({ kid: key.kid, x: publicJwk(key).x });
const kazakhstan: MemberData = {
  code: 'KZ',
  role: 'MEMBER',
  languages: ['kk', 'ru'],
  keys: [listed(first)],
  capabilities: ['CASES', 'MATCHING'],
  policies: [],
};

let kafka: TestKafka;
beforeEach(async () => {
  kafka = await testKafka();
  await kafka.createTopics();
});
afterEach(() => kafka.cleanup());

const open = () => MembersLogWriter.open(kafka.connection('platform'), platformKey);
const topic = topicNamed('regional.members');

/** The log as any service reads it: through the checks of arrival. Versions of each subject beside it. */
async function read(): Promise<{ view: MembersView; versions: number[] }> {
  if (topic === undefined) throw new Error('no members log in the contract');
  const view = keyring();
  const versions: number[] = [];
  for (const { message } of await sentRecords(kafka.connection('operator'), topic.name, 1)) {
    const physicalTopic = kafka.prefix + topic.name;
    const event = await inspectOne(message, 0, { keyring: view, topic, physicalTopic });
    if (typeof event === 'string') throw new Error(event);
    view.apply(event);
    versions.push(event.version);
  }
  return { view, versions };
}

const soon = () => new Date(Date.now() + 60_000);
const anywhere = { topic: 'kz.case', partition: 0, offset: 7n };

test('a declared member’s key counts for every service that trusts the platform’s key', async () => {
  const writer = await open();
  expect(await writer.declare(kazakhstan)).toBe(true);
  const { view } = await read();
  expect(view.keyFor('kz-1', soon(), anywhere)?.source).toBe('KZ');
  expect(view.memberAt('KZ', soon())).toEqual(kazakhstan);
});

test('declaring the same again writes nothing, from a restarted writer too', async () => {
  await (await open()).declare(kazakhstan);
  const restarted = await open();
  expect(restarted.current('KZ')).toEqual(kazakhstan);
  expect(await restarted.declare(kazakhstan)).toBe(false);
  expect((await read()).versions).toEqual([1]);
});

test('a rotated key counts at once, the old one until the overlap ends', async () => {
  const writer = await open();
  await writer.declare(kazakhstan);
  const overlapUntil = new Date(Date.now() + 600_000);
  await (await open()).rotateKey('KZ', publicJwk(second), overlapUntil);
  const { view, versions } = await read();
  expect(versions).toEqual([1, 2]);
  expect(view.keyFor('kz-2', soon(), anywhere)?.source).toBe('KZ');
  expect(view.keyFor('kz-1', soon(), anywhere)?.source).toBe('KZ');
  expect(view.keyFor('kz-1', overlapUntil, anywhere)).toBeUndefined();
});

test('a rotated sealing key is the last of the list, the former one ends after the overlap, signing keys stay', async () => {
  const [former, next] = [generateSealingKey('kz-seal-1'), generateSealingKey('kz-seal-2')].map(sealingPublicKey);
  if (former === undefined || next === undefined) throw new Error('no keys');
  const writer = await open();
  await writer.declare({ ...kazakhstan, sealingkeys: [former] });
  const overlapUntil = new Date(Date.now() + 600_000);
  await (await open()).rotateSealingKey('KZ', next, overlapUntil);
  const declared = (await read()).view.memberAt('KZ', soon());
  expect(declared).toEqual({
    ...kazakhstan,
    sealingkeys: [{ ...former, notafter: overlapUntil.toISOString() }, next],
  });
});

test('a key id that any member has is not given away again', async () => {
  const writer = await open();
  await writer.declare(kazakhstan);
  await writer.declare({ ...kazakhstan, code: 'UZ', keys: [] });
  for (const code of ['KZ', 'UZ']) {
    const again = writer.rotateKey(code, { ...publicJwk(second), kid: 'kz-1' }, soon());
    await expect(again).rejects.toMatchObject({ code: 'members-log-invalid' });
  }
});

test('a revoked key counts up to the named positions only', async () => {
  const writer = await open();
  await writer.declare(kazakhstan);
  await writer.revokeKey('KZ', { kid: 'kz-1', lastgood: [{ topic: 'kz.case', partition: 0, offset: '7' }] });
  const { view } = await read();
  expect(view.keyFor('kz-1', soon(), anywhere)?.source).toBe('KZ');
  expect(view.keyFor('kz-1', soon(), { ...anywhere, offset: 8n })).toBeUndefined();
  expect(view.keyFor('kz-1', soon(), { ...anywhere, partition: 1 })).toBeUndefined();
});

test('an entry that breaks the contract is not written', async () => {
  const writer = await open();
  await expect(writer.declare({ ...kazakhstan, code: 'kz' })).rejects.toMatchObject({ code: 'invalid-data' });
  await expect(writer.rotateKey('UZ', publicJwk(second), soon())).rejects.toMatchObject({
    code: 'members-log-invalid',
  });
  expect((await read()).versions).toEqual([]);
});

test('an entry that somebody else signed does not count', async () => {
  const impostor = await MembersLogWriter.open(kafka.connection('platform'), generateSigningKey('platform-2'));
  await impostor.declare(kazakhstan);
  await expect(read()).rejects.toThrow('unknown-key');
});

test('a member’s subject follows from its code alone', () => {
  expect(memberSubject('KZ')).toBe(memberSubject('KZ'));
  expect(memberSubject('KZ')).not.toBe(memberSubject('UZ'));
  expect(memberSubject('KZ')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
