import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import {
  eventually,
  generateRecords,
  newPassword,
  removePostgresFolder,
  repositoryRoot,
  startKafka,
  startPostgres,
  toCsv,
} from '#testing';
import type { IdentifiedRow, Report } from '../../apps/region/src/report.js';

const ROOT = repositoryRoot();
const MAIN = join(ROOT, 'dist', 'programs', 'region.js');
/** The reference set with published totals, where it lies beside the checkout. */
const REPORTED = resolve(ROOT, '..', 'shared', 'data', 'agency-records', 'reported');
const AGENCY = join(ROOT, 'dist', 'programs', 'agency-example.js');
const MINUTES = 60_000;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kerege-start-'));
});

afterAll(async () => {
  // A home that is kept may have its data outside of it.
  await removePostgresFolder(join(folder, 'home'));
  await rm(folder, { recursive: true, force: true });
});

/** `npm start` without its preparation, on servers of its own as a user has it. */
function start(...args: string[]) {
  return startIn(join(folder, 'home'), ...args);
}

function startIn(home: string, ...args: string[]) {
  return startWith({}, home, ...args);
}

/** With existing servers, where these name any. */
function startWith(servers: Readonly<Record<string, string>>, home: string, ...args: string[]) {
  const { KAFKA_BROKERS: _kafka, DATABASE_URL: _postgres, ...env } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: ROOT,
    env: { ...env, ...servers, KEREGE_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  return { child, said: () => Buffer.concat(said).toString('utf8') };
}

async function reportOf(records: string): Promise<Report> {
  const file = join(folder, 'report.json');
  const { child, said } = start('--records', records, '--exit', '--report', file);
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`exit code ${code}: ${said()}`);
  return JSON.parse(await readFile(file, 'utf8')) as Report;
}

const personsOf = (rows: readonly IdentifiedRow[], metric: string, country: string, year: number) =>
  rows.find((row) => row.metric === metric && row.country === country && row.year === year && row.exploitation === null)
    ?.persons;

test(
  'a run loads files, reconciles them, reports, and leaves nothing behind',
  async () => {
    const records = join(folder, 'records');
    const sets = generateRecords(11, 40);
    const bad = { ...sets.KZ[0], record_id: 'KZ-BAD00001', sex: 'SOMETIMES' };
    const again = sets.KZ[0] ?? {};
    await mkdir(records);
    await writeFile(join(records, 'kz.csv'), toCsv([...sets.KZ, bad, again]));
    await writeFile(join(records, 'uz.csv'), toCsv(sets.UZ));

    const report = await reportOf(records);

    expect(report.records).toEqual({
      KZ: { received: sets.KZ.length + 2, registered: sets.KZ.length, unchanged: 1, rejected: 1 },
      UZ: { received: sets.UZ.length, registered: sets.UZ.length, unchanged: 0, rejected: 0 },
    });
    expect(report.events).toMatchObject({ parked: 0, quarantined: 0, accepted: report.events.published });
    expect(report.stateHash).toMatch(/^[0-9a-f]{64}$/);
    expect(report.persons.crossBorder).toBeGreaterThan(0);
    expect(existsSync(join(folder, 'home'))).toBe(false);
  },
  5 * MINUTES,
);

test(
  'files that cannot be read are told of, and the other countries are loaded',
  async () => {
    const records = join(folder, 'bad');
    const sets = generateRecords(13, 5);
    const [header = '', ...lines] = toCsv(sets.KZ).split('\n');
    await mkdir(records);
    await writeFile(join(records, 'kz.csv'), [header.replace('surname', 'lastname'), ...lines].join('\n'));
    await mkdir(join(records, 'kg.csv'));
    await writeFile(join(records, 'tj.csv'), Buffer.from(`\uFEFF${toCsv(sets.TJ)}`, 'utf16le'));
    await writeFile(join(records, 'uz.csv'), `${toCsv([...sets.UZ, { ...sets.UZ[0], sex: 'X' }])}"`);

    const file = join(folder, 'bad.json');
    const { child, said } = start('--records', records, '--exit', '--keep', '--report', file);
    expect(await once(child, 'exit')).toEqual([3, null]);
    const report = JSON.parse(await readFile(file, 'utf8')) as Report;

    expect(report.refusedFiles).toEqual({ KZ: 'wrong-header', KG: 'unreadable', TJ: 'wrong-encoding' });
    const none = { received: 0, registered: 0, unchanged: 0, rejected: 0 };
    const registered = sets.UZ.length;
    const uz = { received: registered + 2, registered, unchanged: 0, rejected: 2 };
    expect(report.records).toEqual({ KZ: none, KG: none, TJ: none, UZ: uz });
    expect(said()).toMatch(/KZ: the file was not loaded.* missing: surname\. unknown: \d+\./);
    expect(said()).toContain(`UZ: 2 of ${uz.received} lines were rejected`);
    const rejected = await readFile(join(folder, 'home', 'logs', 'rejected-uz.ndjson'), 'utf8');
    expect(
      rejected
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { errors: object[] }).errors[0]),
    ).toEqual([
      { field: 'sex', code: 'unknown-code' },
      { field: 'record', code: 'broken-quote' },
    ]);
  },
  5 * MINUTES,
);

test('what would fail at the end of a run is refused before its start', async () => {
  for (const args of [
    ['--records', folder, '--exit'],
    ['--exit', '--report', join(folder, 'none', 'report.json')],
  ]) {
    const { child, said } = start(...args);
    expect(await once(child, 'exit')).toEqual([2, null]);
    expect(said()).toContain(folder);
  }
});

const ifReported = existsSync(REPORTED) ? test : test.skip;

/**
 * Percent of the cases that the ladder left on each rung but the last when it was tried on this set at k = 3. On the last one stand
 * also those who did not consent to statistics.
 */
const RUNGS = [13, 14, 24, 13, 19, 6, 6];

/** Percent of all countries' cases by level. */
function sharesOf(generalisation: Report['generalisation']): number[] {
  const levels = Object.values(generalisation).flatMap((cases) => Object.entries(cases ?? {}));
  const all = levels.reduce((sum, [, cases]) => sum + cases, 0);
  const shares: number[] = [];
  for (const [level, cases] of levels) shares[Number(level)] = (shares[Number(level)] ?? 0) + (100 * cases) / all;
  return shares;
}

ifReported(
  'V1 and V2x of the published years are exact',
  async () => {
    const { identified, generalisation } = await reportOf(REPORTED);
    const shares = sharesOf(generalisation);
    for (const [level, share] of RUNGS.entries()) expect(Math.abs((shares[level] ?? 0) - share)).toBeLessThan(2);
    const lines = (await readFile(join(REPORTED, 'expected.csv'), 'utf8')).trim().split(/\r?\n/).slice(1);
    const expected = lines.map((line) => line.split(',')).filter(([metric]) => /^V1|^V2/.test(metric ?? ''));
    const totals = expected.filter(([, , , exploitation]) => exploitation === '');
    for (const [metric = '', country = '', year, , , persons] of totals) {
      const found = personsOf(identified, metric, country, Number(year));
      expect([metric, country, year, found]).toEqual([metric, country, year, Number(persons)]);
    }
    const cells = identified.filter((row) => row.country === 'KZ' && row.year === 2022 && row.exploitation !== null);
    for (const [, , , exploitation, group, persons] of expected.filter(([, , , e]) => e !== '')) {
      const cell = cells.find((row) => row.exploitation === exploitation && row.citizenshipGroup === group);
      expect([exploitation, group, cell?.persons]).toEqual([exploitation, group, Number(persons)]);
    }
    expect(totals.length).toBeGreaterThan(20);
  },
  5 * MINUTES,
);

test(
  'an agency’s system is answered; Ctrl-C stops every process, and a second start keeps the data',
  async () => {
    const records = join(folder, 'few');
    await mkdir(records);
    await writeFile(join(records, 'kg.csv'), toCsv(generateRecords(12, 5).KG));
    const answers: string[] = [];
    const prepared: boolean[] = [];
    for (const args of [['--records', records], []]) {
      const { child, said } = start(...args);
      await eventually(() => /Ctrl-C stops everything/.test(said()) || child.exitCode !== null, {
        timeoutMs: 3 * MINUTES,
        what: 'the region to be up',
      });
      const processes = await descendants(child.pid ?? 0);
      expect(processes.length).toBeGreaterThan(8);
      expect(said()).toMatch(/KG\s+.*\n/);
      answers.push(await runAgency());
      prepared.push(said().includes('preparing keys'));
      child.kill('SIGINT');
      const [code] = (await once(child, 'exit')) as [number];
      expect(code).toBe(0);
      // The watchdogs of the servers notice the end a moment later.
      await eventually(() => !processes.some(isAlive), { timeoutMs: 5_000, what: 'every process to be gone' });
    }
    expect(existsSync(join(folder, 'home', 'kafka'))).toBe(true);
    expect(prepared).toEqual([true, false]);
    expect(answers.map((text) => /KZ-DEMONGO1 (\w+)/.exec(text)?.[1])).toEqual(['registered', 'unchanged']);
  },
  8 * MINUTES,
);

test(
  'Ctrl-C while servers are starting waits for them and stops them, so that nothing is left when the run has ended',
  async () => {
    const home = join(folder, 'interrupted');
    const { child } = startIn(home, '--exit');
    const serverId = (name: string) => readFile(join(home, `${name}.pid`), 'utf8').then(Number);
    const servers = await eventually(() => Promise.all([serverId('kafka'), serverId('postgres')]), {
      timeoutMs: MINUTES,
      what: 'both servers to be on their way',
    });
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
    expect(servers.filter(isAlive)).toEqual([]);
    expect(existsSync(home)).toBe(false);
  },
  3 * MINUTES,
);

test(
  'existing servers are used, prepared for services that sign in as themselves, and left running',
  async () => {
    const servers = join(folder, 'servers');
    await mkdir(servers);
    const admin = newPassword();
    const [postgres, kafka] = await Promise.all([
      startPostgres({ home: servers }),
      startKafka({ home: servers, users: { admin, broker: newPassword() } }),
    ]);
    try {
      const named = { DATABASE_URL: postgres.adminUrl, KAFKA_BROKERS: kafka.brokers.join(','), KAFKA_PASSWORD: admin };
      const records = join(folder, 'existing');
      await mkdir(records);
      await writeFile(join(records, 'tj.csv'), toCsv(generateRecords(13, 5).TJ));
      const { child, said } = startWith(named, join(folder, 'beside'), '--records', records, '--exit');
      const [code] = (await once(child, 'exit')) as [number];
      expect([code, said()]).toEqual([0, expect.stringMatching(/TJ +5 /)]);
      expect([postgres.pid, kafka.pid].map(isAlive)).toEqual([true, true]);

      const other = startWith(named, join(folder, 'foreign'), '--records', records, '--exit');
      expect(await once(other.child, 'exit')).toEqual([1, null]);
      expect(other.said()).toContain('DATABASE_URL names holds a region already');
    } finally {
      await kafka.stop();
      await postgres.remove();
    }
  },
  5 * MINUTES,
);

/** The example of an agency's system, as `npm start` says that it can be tried. */
async function runAgency(): Promise<string> {
  const file = join(folder, 'home', 'keys', 'agencies', 'KZ-NGO-01', 'agency.json');
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    AGENCY,
    file,
  ]);
  return stdout;
}

/** Process ids below one, from /proc. */
async function descendants(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const own = children.trim().split(' ').filter(Boolean).map(Number);
  return [...own, ...(await Promise.all(own.map(descendants))).flat()];
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}
