import { parseArgs } from 'node:util';
import { outboxMigrations, messagingMigrations } from '#messaging';
import { migrate } from '#persistence';
import { publicJwk } from '#security';
import { testDatabase, testKafka, TestRegion, type TestKafka, type TestRecord } from '#testing';
import { aggregatorMigrations } from '../../apps/aggregator/src/migrations/index.js';
import { measureInChild, type Measured } from './lib/child.js';
import { median, printReport, rounded, say } from './lib/report.js';
import { caseEvents } from './ingest/case-history.js';
import type { Setup } from './ingest/setup.js';
import { withServers } from '../chaos/lib/with-servers.js';

/** Events of a round, and of the stock side, which would take minutes for as many. */
const { values: wanted } = parseArgs({
  options: {
    events: { type: 'string', default: '200000' },
    rounds: { type: 'string', default: '3' },
    growth: { type: 'string', default: '1000000' },
    /** Folder for a V8 CPU profile of each of Kerege's own runs. */
    profile: { type: 'string' },
  },
});
const EVENTS = Number(wanted.events);
const STOCK_EVENTS = 8_000;
const ROUNDS = Number(wanted.rounds);
/** Resident memory is compared after a tenth of the events and after all of them. */
const GROWTH = [Number(wanted.growth) / 10, Number(wanted.growth)] as const;
const TOPIC = 'kz.case';
const SEND_AT_ONCE = 2_000;

const side = (name: string) => new URL(`./ingest/${name}.js`, import.meta.url);

await withServers(bench);

async function bench(): Promise<void> {
  const log = await filledLog(EVENTS);
  const rounds = {
    signed: [] as number[],
    unsigned: [] as number[],
    stock: [] as number[],
    kafkajs: [] as number[],
    copy: [] as number[],
  };
  for (let round = 1; round <= ROUNDS; round++) {
    rounds.stock.push(rate(await measure('stock-side', log, { total: STOCK_EVENTS })));
    rounds.signed.push(rate(await measure('kerege-side', log, { total: EVENTS })));
    rounds.unsigned.push(rate(await measure('kerege-side', log, { total: EVENTS, checkSignatures: false })));
    rounds.kafkajs.push(rate(await measure('bare-consumer', log, { total: EVENTS })));
    rounds.copy.push(rate(await measure('bare-copy', log, { total: EVENTS })));
    say(
      `round ${round}: ${JSON.stringify(Object.fromEntries(Object.entries(rounds).map(([k, v]) => [k, Math.round(v.at(-1) ?? 0)])))}`,
    );
  }
  await log.kafka.cleanup();
  const growth = await residentGrowth();
  const ratio = (of: readonly number[]) => median(of.map((value, i) => value / (rounds.stock[i] ?? NaN)));
  printReport(
    'ingest',
    [
      { name: 'perSecond', unit: 'events/s', value: median(rounds.signed), goal: 8_000, better: 'higher' },
      { name: 'ratioToStock', unit: 'x', value: ratio(rounds.signed), goal: 10, better: 'higher' },
      { name: 'ratioToStockUnsigned', unit: 'x', value: ratio(rounds.unsigned), goal: 25, better: 'higher' },
      { name: 'rssGrowth', unit: 'x', value: growth.ratio, goal: 1.1, better: 'lower' },
      { name: 'mostRssGrowth', unit: 'x', value: growth.ratioOfMost, goal: null, better: 'lower' },
      { name: 'stockPerSecond', unit: 'events/s', value: median(rounds.stock), goal: null, better: 'higher' },
      { name: 'unsignedPerSecond', unit: 'events/s', value: median(rounds.unsigned), goal: null, better: 'higher' },
      { name: 'kafkajsPerSecond', unit: 'events/s', value: median(rounds.kafkajs), goal: null, better: 'higher' },
      { name: 'copyPerSecond', unit: 'rows/s', value: median(rounds.copy), goal: null, better: 'higher' },
    ],
    { events: EVENTS, stockEvents: STOCK_EVENTS, rounds: ROUNDS, growth },
  );
}

interface FilledLog {
  readonly kafka: TestKafka;
  readonly region: TestRegion;
}

/** A topic with signed events of Kazakhstan, as its relay would have left them. */
async function filledLog(total: number): Promise<FilledLog> {
  const log = await testKafka();
  const region = await TestRegion.start(log, ['KZ']);
  let pack: TestRecord[] = [];
  let sent = 0;
  for (const event of caseEvents(TOPIC, total)) {
    pack.push(region.record('KZ', event));
    if (pack.length < SEND_AT_ONCE) continue;
    await region.send(TOPIC, ...pack);
    sent += pack.length;
    pack = [];
    if (sent % 50_000 === 0) say(`signed and sent ${sent}`);
  }
  await region.send(TOPIC, ...pack);
  await region.stop();
  return { kafka: log, region };
}

/** One side on a fresh database with the aggregator's tables. */
async function measure(program: string, { kafka: log, region }: FilledLog, setup: Partial<Setup>): Promise<Measured> {
  const database = await testDatabase('bench');
  const { ownerUrl, serviceRole } = database;
  await migrate({
    ownerUrl,
    serviceRole,
    migrations: [...messagingMigrations, ...outboxMigrations, ...aggregatorMigrations],
  });
  try {
    const node = wanted.profile && program === 'kerege-side' ? ['--cpu-prof', `--cpu-prof-dir=${wanted.profile}`] : [];
    const told = {
      connection: log.connection('admin'),
      // COPY does not go through row security: a bare limit runs as the super user.
      databaseUrl: program === 'bare-copy' ? database.adminUrl : database.url,
      topic: TOPIC,
      platformKeys: { keys: [publicJwk(region.platformKey)] },
      checkSignatures: true,
      milestones: [],
      ...setup,
    };
    return await measureInChild(side(program), told, node);
  } finally {
    await log.admin.deleteGroups((await ownGroups(log)).map((groupId) => groupId)).catch(() => undefined);
    await database.drop();
  }
}

async function ownGroups(log: TestKafka): Promise<string[]> {
  const { groups } = await log.admin.listGroups();
  return groups.map(({ groupId }) => groupId).filter((groupId) => groupId.startsWith(log.prefix));
}

function rate({ events, seconds }: Measured): number {
  return events / seconds;
}

interface Growth {
  /** Of what was resident, and of the most that was until then. */
  readonly ratio: number;
  readonly ratioOfMost: number;
  readonly residentMiB: Readonly<Record<string, number>>;
  readonly mostResidentMiB: Readonly<Record<string, number>>;
}

async function residentGrowth(): Promise<Growth> {
  const [few, many] = GROWTH;
  const log = await filledLog(many);
  const measured = await measure('kerege-side', log, { total: many, milestones: GROWTH });
  await log.kafka.cleanup();
  const { residentAfter, mostResidentAfter } = measured;
  const ratio = (bytes: Readonly<Record<string, number>>) => (bytes[many] ?? NaN) / (bytes[few] ?? NaN);
  return {
    ...{ ratio: ratio(residentAfter), ratioOfMost: ratio(mostResidentAfter) },
    ...{ residentMiB: inMiB(residentAfter), mostResidentMiB: inMiB(mostResidentAfter) },
  };
}

function inMiB(bytes: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(bytes).map(([events, n]) => [events, rounded(n / 2 ** 20)]));
}
