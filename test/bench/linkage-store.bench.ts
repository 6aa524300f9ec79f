import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PRINCIPALS } from '#contracts';
import { migrate } from '#persistence';
import { publicJwk } from '#security';
import { newPassword, startKafka, startPostgres, testDatabase, type TestDatabase } from '#testing';
import { linkageDatabase } from '../../apps/linkage/src/migrations/index.js';
import { measureInChild } from './lib/child.js';
import { median, printReport, rounded, say } from './lib/report.js';
import { EncodedCorpus } from './linkage-store/encoded-corpus.js';
import type { MentionEvent } from './linkage-store/encoded-part.js';
import { MentionTopics } from './linkage-store/mention-topics.js';
import type { Progressed } from './linkage-store/progress.js';
import { explained } from './linkage-store/statements.js';
import { rateAround } from './linkage-store/rates.js';
import type { Setup } from './linkage-store/setup.js';

const { values: wanted } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    /** Stored mentions at which single events are timed. */
    singleAt: { type: 'string', default: '200000' },
    singles: { type: 'string', default: '2000' },
    /** Folder of encoded mentions, which later runs read again. */
    corpus: { type: 'string', default: join(process.env['KEREGE_HOME'] ?? '.kerege', 'bench') },
    /** Folder for V8 CPU profiles. */
    profile: { type: 'string' },
    /** Prints where PostgreSQL spends its time, and plans of the main statements. */
    explain: { type: 'boolean', default: false },
  },
});
const EVENTS = Number(wanted.events);
const SINGLES = Number(wanted.singles);
const SINGLE_AT = Math.min(Number(wanted.singleAt), EVENTS);

const corpus = await EncodedCorpus.of(wanted.corpus, EVENTS + SINGLES);
const home = await mkdtemp(join(tmpdir(), 'kerege-bench-'));
const users = Object.fromEntries(PRINCIPALS.map(({ name }) => [name, newPassword()]));
const [postgres, kafka] = await Promise.all([startPostgres({ home }), startKafka({ home, users })]);
process.env['DATABASE_URL'] = postgres.adminUrl;
process.env['KAFKA_BROKERS'] = kafka.brokers.join(',');
process.env['KAFKA_USERNAME'] = 'admin';
process.env['KAFKA_PASSWORD'] = users['admin'];
try {
  await bench();
} finally {
  await kafka.stop();
  await postgres.remove();
  await rm(home, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  const topics = await MentionTopics.create();
  const database = await testDatabase('bench');
  const { ownerUrl, serviceRole } = database;
  await migrate({ ownerUrl, serviceRole, migrations: linkageDatabase });
  const events = corpus.events();
  const first = await consume(topics, database, events, SINGLE_AT, 'REBUILDING');
  say(`${SINGLE_AT} events replayed: ${Math.round(rateOf(first))}/s`);
  const single = await consume(topics, database, events, SINGLES, 'LIVE');
  const rest = EVENTS > SINGLE_AT ? await consume(topics, database, events, EVENTS - SINGLE_AT, 'REBUILDING') : null;
  const seconds = secondsOf(first) + (rest === null ? 0 : secondsOf(rest));
  const [early, late] = [rateAround(first, EVENTS / 10), rateAround(rest ?? first, Infinity)];
  const ms = [...single.chunkMs].sort((a, b) => a - b);
  if (wanted.explain) say(await explained(database.adminUrl));
  printReport(
    'linkage-store',
    [
      { name: 'replayPerSecond', unit: 'events/s', value: EVENTS / seconds, goal: 3_000, better: 'higher' },
      { name: 'singleP99', unit: 'ms', value: ms[Math.floor(ms.length * 0.99)] ?? NaN, goal: 25, better: 'lower' },
      { name: 'growth', unit: 'x', value: early / late, goal: 1.5, better: 'lower' },
      { name: 'singleP50', unit: 'ms', value: median(ms), goal: null, better: 'lower' },
      { name: 'earlyPerSecond', unit: 'events/s', value: early, goal: null, better: 'higher' },
      { name: 'latePerSecond', unit: 'events/s', value: late, goal: null, better: 'higher' },
    ],
    {
      ...{ events: EVENTS, singleAt: SINGLE_AT, singles: SINGLES },
      serviceCpuMsPerEvent: rounded((1000 * first.cpuSeconds) / SINGLE_AT),
      residentMiB: rounded((rest ?? first).residentMiB),
    },
  );
  await database.drop();
  await topics.remove();
}

/** Sends so many events, and then has them consumed by a process of its own. */
async function consume(
  topics: MentionTopics,
  database: TestDatabase,
  events: AsyncGenerator<MentionEvent>,
  total: number,
  phase: Setup['phase'],
): Promise<Progressed> {
  await topics.send(events, total);
  const setup: Setup = {
    ...{ connection: topics.kafka.connection('admin'), databaseUrl: database.url, total, phase },
    platformKeys: { keys: [publicJwk(topics.region.platformKey)] },
  };
  const node = wanted.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${wanted.profile}`];
  return measureInChild<Progressed>(new URL('./linkage-store/linkage-side.js', import.meta.url), setup, node);
}

function secondsOf({ commits }: Progressed): number {
  return commits.at(-1)?.[1] ?? NaN;
}

function rateOf(progressed: Progressed): number {
  return (progressed.commits.at(-1)?.[0] ?? NaN) / secondsOf(progressed);
}
