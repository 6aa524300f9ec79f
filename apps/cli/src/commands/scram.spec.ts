import { jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createKafka } from '#messaging';
import { testKafka, type TestKafka } from '#testing';
import { runCli } from '../run-cli.js';
import { commands } from './index.js';

const NAME = `guest-${process.pid}`;
/** Each command starts Java twice. Milliseconds. */
jest.setTimeout(120_000);

let kafka: TestKafka;
let folder: string;

beforeAll(async () => {
  kafka = await testKafka();
  folder = mkdtempSync(join(tmpdir(), 'kerege-scram-'));
  writeFileSync(join(folder, 'admin'), `${kafka.connection('admin').password ?? ''}\n`);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await kafka.cleanup();
});

/** Runs the command as an operator would. */
async function kerege(...args: string[]) {
  const env = { KAFKA_BROKERS: kafka.brokers.join(','), KAFKA_PASSWORD_FILE: join(folder, 'admin') };
  const printed: string[] = [];
  const said: string[] = [];
  const code = await runCli(commands, args, {
    env,
    print: (line) => printed.push(line),
    say: (line) => said.push(line),
  });
  return { code, printed, said: said.join('\n') };
}

async function canSignIn(password: string, username = NAME): Promise<boolean> {
  const connection = { brokers: kafka.brokers, username, password, clientId: 'probe', topicPrefix: '' };
  const admin = createKafka(connection).admin({ retry: { retries: 0 } });
  try {
    await admin.connect();
    return true;
  } catch (error) {
    expect(error).toMatchObject({ name: expect.stringMatching(/SASLAuthentication/) as unknown });
    return false;
  } finally {
    await admin.disconnect();
  }
}

test('a user’s life: added it can sign in, rotated only with the new password, removed not at all', async () => {
  const added = await kerege('scram', 'add', NAME);
  expect(added.code).toBe(0);
  const [first = ''] = added.printed;
  expect(await canSignIn(first)).toBe(true);
  expect(await kerege('scram', 'add', NAME)).toMatchObject({
    code: 1,
    said: expect.stringContaining('exists') as unknown,
  });

  const file = join(folder, 'rotated');
  const rotated = await kerege('scram', 'rotate', NAME, '--password-file', file);
  expect(rotated).toMatchObject({ code: 0, printed: [] });
  const second = readFileSync(file, 'utf8').trim();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(rotated.said).not.toContain(second);
  expect(await canSignIn(second)).toBe(true);
  expect(await canSignIn(first)).toBe(false);

  expect((await kerege('scram', 'remove', NAME)).code).toBe(0);
  expect(await canSignIn(second)).toBe(false);
  expect((await kerege('scram', 'rotate', NAME)).code).toBe(1);
});

test('a password of an existing file is used as it is, however it is spelt', async () => {
  const file = join(folder, 'own');
  writeFileSync(file, 'k=a,b[c]"d\\e#f!g:h;i\n');
  expect((await kerege('scram', 'add', `${NAME}-2`, '--password-file', file)).code).toBe(0);
  expect(await canSignIn('k=a,b[c]"d\\e#f!g:h;i', `${NAME}-2`)).toBe(true);
});

test('no password stands in the list of processes or stays in the folder of temporary files', async () => {
  const file = join(folder, 'watched');
  writeFileSync(file, 'a-password-that-is-watched\n');
  const secrets = ['a-password-that-is-watched', kafka.connection('admin').password ?? ''];
  let seen = '';
  let running = true;
  const watch = (async () => {
    while (running) seen += (await promisify(execFile)('ps', ['-eo', 'args'], { maxBuffer: 1 << 26 })).stdout;
  })();
  await kerege('scram', 'add', `${NAME}-3`, '--password-file', file);
  running = false;
  await watch;
  expect(seen).toContain('java @');
  for (const secret of secrets) expect(seen).not.toContain(secret);
});

test.each([
  ['no action', ['scram']],
  ['an unknown action', ['scram', 'drop', 'x']],
  ['an unknown option', ['scram', 'add', 'x', '--password', 'y']],
  ['the broker’s own user', ['scram', 'rotate', 'broker']],
  ['the last administrator', ['scram', 'remove', 'admin']],
])('wrong usage is told and changes nothing: %s', async (_what, args) => {
  expect(await kerege(...args)).toMatchObject({ code: 2, said: expect.stringContaining('usage:') as unknown });
});

test('a password that is too short is refused', async () => {
  const file = join(folder, 'short');
  writeFileSync(file, 'short\n');
  expect((await kerege('scram', 'add', NAME, '--password-file', file)).code).toBe(1);
  expect(existsSync(file)).toBe(true);
});
