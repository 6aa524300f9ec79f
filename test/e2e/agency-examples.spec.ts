import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AgencyClient, loadSettings, type AgencySettingsFile, type RecordAnswer } from '#agency-client';
import { saveSigningKey, sealingPublicKey } from '#security';
import { eventually, repositoryRoot } from '#testing';
import { AgencySide } from '../../apps/national/src/agencies/agency-side.testing.js';

const run = promisify(execFile);
const ROOT = repositoryRoot();
const TYPESCRIPT = join(ROOT, 'dist', 'programs', 'agency-example.js');
const PYTHON = join(ROOT, 'examples', 'agency', 'python', 'agency.py');
/** An interpreter with what `requirements.txt` names, for example of a virtual environment. */
const INTERPRETER = process.env['AGENCY_PYTHON'] ?? 'python3';

let side: AgencySide;
let folder: string;

beforeAll(async () => {
  side = await AgencySide.start();
  await side.startIntake();
  folder = await mkdtemp(join(tmpdir(), 'kerege-agency-'));
}, 120_000);

afterAll(async () => {
  await side.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** What an operator hands to an organisation, as `npm start` writes it. */
async function settingsOf(index: number): Promise<string> {
  const { organisation, signingKey } = side.desk(index);
  const beside = (name: string) => join(folder, `${organisation}.${name}`);
  const { port } = side.national.http.app.getHttpServer().address() as AddressInfo;
  const settings: AgencySettingsFile = {
    organisation,
    intakeKey: sealingPublicKey(side.intakeKey),
    signingKeyFile: `${organisation}.signing.jwk`,
    kafka: {
      ...{ brokers: side.kafka.brokers, username: organisation },
      ...{ passwordFile: `${organisation}.password`, topicPrefix: '' },
    },
    api: { url: `http://127.0.0.1:${port}`, tokenFile: `${organisation}.token` },
  };
  await saveSigningKey(beside('signing.jwk'), signingKey);
  await writeFile(beside('password'), `${side.kafka.users[organisation]}\n`, { mode: 0o600 });
  await writeFile(beside('token'), side.national.token(organisation), { mode: 0o600 });
  await writeFile(beside('json'), JSON.stringify(settings));
  return beside('json');
}

const outcomes = (output: string) =>
  output
    .trim()
    .split('\n')
    .map((line) => line.replace(/case [0-9a-f-]{36}/, 'case …'))
    .sort();

test('the system in TypeScript hands records in, prints the answers, and asks the API; a second time nothing changes', async () => {
  const file = await settingsOf(0);
  const again = ['--disable-warning=ExperimentalWarning', TYPESCRIPT, file];
  const first = await run(process.execPath, again);
  expect(outcomes(first.stdout)).toEqual([
    'KZ-DEMOMVD1 registered case …',
    'KZ-DEMOMVD2 registered case …',
    'KZ-DEMOMVD3 rejected birth_date impossible-date',
    'KZ-MVD-01 has 2 cases in the register',
  ]);
  const second = await run(process.execPath, again);
  expect(outcomes(second.stdout)).toEqual([
    'KZ-DEMOMVD1 unchanged case …',
    'KZ-DEMOMVD2 unchanged case …',
    'KZ-DEMOMVD3 rejected birth_date impossible-date',
    'KZ-MVD-01 has 2 cases in the register',
  ]);
}, 60_000);

test('a client hands in more at once than brokers take: each record is answered, those of one case in order', async () => {
  const client = new AgencyClient(await loadSettings(await settingsOf(2)));
  const received: RecordAnswer[] = [];
  await client.open((answer) => void received.push(answer));
  const long = { registered_on: '2026-01-16', agency: side.desk(2).organisation, notes: 'ү'.repeat(3_000) };
  const records = Array.from({ length: 300 }, (_, i) => ({ ...long, record_id: `KZ-BULK${1000 + i}` }));
  try {
    const ids = await client.submit([...records, { ...long, record_id: 'KZ-BULK1000', notes: '' }]);
    await eventually(() => received.length >= ids.length, { timeoutMs: 60_000, what: 'every answer' });
    const outcomeOf = (id: string | undefined) => received.find(({ message_id }) => message_id === id)?.outcome;
    expect([...new Set(ids.slice(0, -1).map(outcomeOf))]).toEqual(['registered']);
    expect(outcomeOf(ids.at(-1))).toBe('changed');
  } finally {
    await client.close();
  }
}, 90_000);

const hasPython = canImport('confluent_kafka, jwcrypto');
const ifPython = hasPython ? test : test.skip;

ifPython(
  `the system in Python does the same${hasPython ? '' : ' (skipped: see examples/agency/python/requirements.txt)'}`,
  async () => {
    const { stdout } = await run(INTERPRETER, [PYTHON, await settingsOf(1)]);
    expect(outcomes(stdout)).toEqual([
      'KZ-PYTHONNGO1 registered case …',
      'KZ-PYTHONNGO2 registered case …',
      'KZ-PYTHONNGO3 rejected sex unknown-code',
    ]);
  },
  60_000,
);

function canImport(modules: string): boolean {
  try {
    execFileSync(INTERPRETER, ['-c', `import ${modules}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
