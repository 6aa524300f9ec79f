import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MemberData } from '#contracts';
import { MembersLogWriter } from '#messaging';
import {
  generateSealingKey,
  generateSigningKey,
  loadSigningKey,
  publicJwk,
  saveSigningKey,
  sealingPublicKey,
  type SigningKey,
} from '#security';
import { testKafka, type TestKafka } from '#testing';
import { runCli } from '../run-cli.js';
import { commands } from './index.js';

const platform = generateSigningKey('platform-1');
const listed = (key: SigningKey) => ({ kid: key.kid, x: publicJwk(key).x });
const anyInstant: unknown = expect.stringMatching(/^\d{4}-.*Z$/);

let kafka: TestKafka;
let home: string;
let former: SigningKey;
const at = (...path: string[]) => join(home, 'keys', ...path);
const signingFile = () => at('national-kz', 'signing.jwk');

beforeEach(async () => {
  kafka = await testKafka();
  await kafka.createTopics();
  home = await mkdtemp(join(tmpdir(), 'kerege-keys-'));
  for (const folder of ['platform', 'national-kz', 'tokens']) await mkdir(at(folder), { recursive: true });
  former = generateSigningKey('national-kz-1');
  await saveSigningKey(signingFile(), former);
  await saveSigningKey(at('platform', 'signing.jwk'), platform);
  await writeFile(at('tokens', 'national-kz.operator'), 'token-of-the-operator\n');
  const writer = await MembersLogWriter.open(kafka.connection('platform'), platform);
  await writer.declare({
    ...{ code: 'KZ', role: 'MEMBER', languages: [], capabilities: ['REFERRALS'], policies: [] },
    ...{ keys: [listed(former)], sealingkeys: [sealingPublicKey(generateSealingKey('kz-seal-1'))] },
  });
});
afterEach(async () => {
  await kafka.cleanup();
  await rm(home, { recursive: true });
});

/** As an operator with the broker's platform user. */
async function kerege(...args: string[]) {
  const { username = '', password = '' } = kafka.connection('platform');
  const env = {
    ...{ KAFKA_BROKERS: kafka.brokers.join(','), KAFKA_USERNAME: username, KAFKA_PASSWORD: password },
    ...{ KAFKA_TOPIC_PREFIX: kafka.prefix, KEREGE_HOME: home },
  };
  const printed: string[] = [];
  const said: string[] = [];
  const code = await runCli(commands, ['keys', ...args], {
    env,
    print: (line) => printed.push(line),
    say: (line) => said.push(line),
  });
  return { code, printed, said: said.join('\n') };
}

const declared = async (): Promise<MemberData | undefined> =>
  (await MembersLogWriter.open(kafka.connection('platform'), platform)).current('KZ');

test('a signing key is made, declared beside the former one, and put where the service reads it', async () => {
  expect(await kerege('rotate', 'signing', '--country', 'KZ', '--overlap', '5')).toMatchObject({ code: 0 });
  const next = await loadSigningKey(signingFile());
  expect(next.kid).not.toBe(former.kid);
  expect((await declared())?.keys).toEqual([{ ...listed(former), notafter: anyInstant }, listed(next)]);
  expect((await stat(signingFile())).mode & 0o777).toBe(0o600);
  expect(existsSync(`${signingFile()}.next`)).toBe(false);
});

test.each(['before it was declared', 'after it was declared'])('a rotation that ended %s goes on', async (moment) => {
  const next = generateSigningKey('national-kz-next');
  await saveSigningKey(`${signingFile()}.next`, next);
  if (moment === 'after it was declared') {
    const writer = await MembersLogWriter.open(kafka.connection('platform'), platform);
    await writer.rotateKey('KZ', publicJwk(next), new Date(Date.now() + 60_000));
  }
  expect(await kerege('rotate', 'signing', '--country', 'KZ')).toMatchObject({ code: 0 });
  expect((await loadSigningKey(signingFile())).kid).toBe(next.kid);
  expect((await declared())?.keys).toEqual([{ ...listed(former), notafter: anyInstant }, listed(next)]);
});

test('in two hands: the country makes the key, the platform sees and declares its public half only', async () => {
  const own = join(home, 'next.jwk');
  const made = await kerege('make', '--country', 'KZ', '--out', own);
  const [text = ''] = made.printed;
  expect(JSON.parse(text)).toEqual(publicJwk(await loadSigningKey(own)));
  await writeFile(join(home, 'public.jwk'), text);
  const handed = ['rotate', 'signing', '--country', 'KZ', '--public', join(home, 'public.jwk')];
  expect(await kerege(...handed)).toMatchObject({ code: 0 });
  expect((await declared())?.keys.at(-1)).toEqual(listed(await loadSigningKey(own)));
  expect((await loadSigningKey(signingFile())).kid).toBe(former.kid);
});

test('a referral key is made by the country’s service and declared after the former one', async () => {
  const key = sealingPublicKey(generateSealingKey('kz-seal-2'));
  const asked: string[] = [];
  const server = createServer(({ method, url, headers }, response) => {
    asked.push(`${method} ${url} ${headers.authorization}`);
    response.writeHead(201).end(JSON.stringify(key));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const service = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const result = await kerege('rotate', 'referral', '--country', 'KZ', '--service', service);
  server.close();
  expect([result.code, asked]).toEqual([0, ['POST /v1/referral-keys Bearer token-of-the-operator']]);
  const sealingkeys = (await declared())?.sealingkeys;
  expect(sealingkeys).toEqual([expect.objectContaining({ kid: 'kz-seal-1', notafter: anyInstant }), key]);
});

test.each([
  ['no country', ['rotate', 'signing']],
  ['neither key nor service', ['rotate', 'referral', '--country', 'KZ']],
  ['no time to follow', ['rotate', 'signing', '--country', 'KZ', '--overlap', '0']],
  ['both halves', ['rotate', 'signing', '--country', 'KZ', '--public', 'a', '--key-file', 'b']],
  ['another action', ['destroy', '--country', 'KZ']],
])('%s: wrong usage, and nothing changes', async (_, args) => {
  const before = await declared();
  expect(await kerege(...args)).toMatchObject({ code: 2 });
  expect(await declared()).toEqual(before);
});

test('a private key, or one of the other curve, is not declared, and no message shows it', async () => {
  const before = await declared();
  await copyFile(signingFile(), join(home, 'private.jwk'));
  await writeFile(join(home, 'sealing.json'), JSON.stringify(sealingPublicKey(generateSealingKey('kz-seal-2'))));
  for (const file of ['private.jwk', 'sealing.json']) {
    const { code, said } = await kerege('rotate', 'signing', '--country', 'KZ', '--public', join(home, file));
    expect(code).toBe(2);
    const { d = 'none' } = JSON.parse(await readFile(join(home, file), 'utf8')) as { d?: string };
    expect(said).not.toContain(d);
  }
  expect(await declared()).toEqual(before);
});
