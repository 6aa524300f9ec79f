import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '#persistence';
import { publicJwk } from '#security';
import { testDatabase, type TestDatabase, type PostgresServer } from '#testing';
import { linkageDatabase } from '../../apps/linkage/src/migrations/index.js';
import { measureInChild } from './lib/child.js';
import { median, printReport, rounded, say, type Metric } from './lib/report.js';
import { EncodedCorpus } from './linkage-store/encoded-corpus.js';
import type { MentionEvent } from './linkage-store/encoded-part.js';
import { MentionTopics } from './linkage-store/mention-topics.js';
import type { Progressed } from './linkage-store/progress.js';
import { explained } from './linkage-store/statements.js';
import { processorSecondsWithChildren } from './lib/process-time.js';
import { perEvent, perEventAt } from './linkage-store/rates.js';
import type { Setup } from './linkage-store/setup.js';
import { withServers } from '../chaos/lib/with-servers.js';

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
await withServers(bench);

async function bench(postgres: PostgresServer): Promise<void> {
  const topics = await MentionTopics.create();
  const database = await testDatabase('bench');
  const { ownerUrl, serviceRole } = database;
  await migrate({ ownerUrl, serviceRole, migrations: linkageDatabase });
  const events = corpus.events();
  const first = await consume(topics, database, events, SINGLE_AT, 'REBUILDING');
  const firstDatabase = await processorSecondsWithChildren(postgres.pid);
  say(`${SINGLE_AT} events replayed: ${Math.round(1 / perEvent(first).seconds)}/s`);
  const single = await consume(topics, database, events, SINGLES, 'LIVE');
  const restBegins = await processorSecondsWithChildren(postgres.pid);
  const rest = EVENTS > SINGLE_AT ? await consume(topics, database, events, EVENTS - SINGLE_AT, 'REBUILDING') : first;
  const restDatabase = rest === first ? firstDatabase : (await processorSecondsWithChildren(postgres.pid)) - restBegins;
  const seconds = perEvent(first).seconds * SINGLE_AT + perEvent(rest).seconds * (EVENTS - SINGLE_AT);
  const [early, late] = [perEventAt(first, EVENTS / 10), perEventAt(rest, Infinity)];
  const ms = [...single.chunkMs].sort((x, y) => x - y);
  if (wanted.explain) say(await explained(database.adminUrl));
  printReport(
    'linkage-store',
    [
      { name: 'replayPerSecond', unit: 'events/s', value: EVENTS / seconds, goal: 3_000, better: 'higher' },
      { name: 'singleP99', unit: 'ms', value: ms[Math.floor(ms.length * 0.99)] ?? NaN, goal: 25, better: 'lower' },
      { name: 'growth', unit: 'x', value: late.seconds / early.seconds, goal: 1.5, better: 'lower' },
      { name: 'singleP50', unit: 'ms', value: median(ms), goal: null, better: 'lower' },
      { name: 'earlyPerSecond', unit: 'events/s', value: 1 / early.seconds, goal: null, better: 'higher' },
      { name: 'latePerSecond', unit: 'events/s', value: 1 / late.seconds, goal: null, better: 'higher' },
      cpu('earlyServiceCpu', early.cpuSeconds),
      cpu('lateServiceCpu', late.cpuSeconds),
      cpu('databaseCpuBeforeSingles', firstDatabase / SINGLE_AT),
      cpu('databaseCpuAfterSingles', restDatabase / (rest === first ? SINGLE_AT : EVENTS - SINGLE_AT)),
    ],
    { events: EVENTS, singleAt: SINGLE_AT, singles: SINGLES, residentMiB: rounded(rest.residentMiB) },
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

/** Processor time of an event, which other work on the machine disturbs less than the rates. */
function cpu(name: string, seconds: number): Metric {
  return { name, unit: 'ms/event', value: 1000 * seconds, goal: null, better: 'lower' };
}
