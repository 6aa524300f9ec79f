import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { topicOf } from '#contracts';
import { eventually, type KafkaServer, type PostgresServer } from '#testing';
import { ReferralRegion } from '../../apps/aggregator/src/referrals/referrals.testing.js';
import { withServers } from '../chaos/lib/with-servers.js';
import { TwoCountries } from '../e2e/review/two-countries.testing.js';
import { printReport, rounded, say } from './lib/report.js';
import { microsecondsEach, spent } from './referral/costs.js';
import { hopsOf, quantile } from './referral/hops.js';
import { InboxReader } from './referral/inbox-reader.js';
import { sendSteadily } from './referral/latency.js';
import { casesToRefer, overRest } from './referral/over-rest.js';
import { requests } from './referral/requests.js';
import { decisionRate } from './referral/saturation.js';
import { startSequencer } from './referral/sequencer-side.js';
import { COUNTING, Statements } from './referral/statements.js';

const { values: wanted } = parseArgs({
  options: {
    /** Commands that lie in the log when the sequencer starts. */
    commands: { type: 'string', default: '20000' },
    /** `kafka`: from `kz.referral` to the inbox of Uzbekistan's service; `rest`: from API to API, with both national services. */
    path: { type: 'string', default: 'kafka' },
    /** Requests a second; by default 200, and 10 by the API. */
    rate: { type: 'string' },
    seconds: { type: 'string', default: '30' },
    /** Folder for a V8 CPU profile of the aggregator. */
    profile: { type: 'string' },
    /** Prints what the aggregator's database did for each command. */
    statements: { type: 'boolean', default: false },
  },
});
const COMMANDS = Number(wanted.commands);
const RATE = Number(wanted.rate ?? (wanted.path === 'rest' ? '10' : '200'));
const SECONDS = Number(wanted.seconds);
/** Seconds before the clock counts: code is compiled and connections are opened. */
const WARM_UP = 5;
const P99_GOAL_MS = 500;

async function bench(postgres: PostgresServer, kafka: KafkaServer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kerege-bench-'));
  const region = await ReferralRegion.start([]);
  const reader = await InboxReader.start(region, 'UZ');
  try {
    const store = await region.emptyStore();
    const statements = wanted.statements ? await Statements.open(store.database.adminUrl) : undefined;
    const waiting = await requests(region, COMMANDS);
    await region.region.send(topicOf('KZ', 'referral'), ...waiting.map(({ record }) => record));
    const steady = await requests(region, RATE * (SECONDS + WARM_UP));
    say(`${COMMANDS} commands lie in the log`);
    await statements?.reset();
    const sequencer = await startSequencer(region, store, folder, wanted.profile);
    const parts = { aggregator: sequencer.pid ?? 0, postgres: postgres.pid, broker: kafka.pid };
    const perSecond = await decisionRate(store, COMMANDS);
    say(`${Math.round(perSecond)} commands decided a second`);
    const told = () => reader.arrivals.size >= COMMANDS;
    await eventually(told, { timeoutMs: 600_000, what: 'the backlog to be told' });
    if (statements) say(`the backlog, for each command:\n${await statements.report(COMMANDS)}`);
    await sendSteadily(region, reader, steady.slice(0, RATE * WARM_UP), RATE);
    await statements?.reset();
    const before = await spent(parts);
    const due = await sendSteadily(region, reader, steady.slice(RATE * WARM_UP), RATE);
    const microseconds = microsecondsEach(before, await spent(parts), due.size);
    if (statements) say(`${RATE} requests a second, for each:\n${await statements.report(due.size)}`);
    await statements?.close();
    await sequencer.stop();
    const hops = await hopsOf(store.dataSource, reader, due);
    const whole = hops.get('whole') ?? [];
    printReport(
      'referral',
      [
        { name: 'perSecond', unit: 'commands/s', value: perSecond, goal: null, better: 'higher' },
        { name: 'p50Ms', unit: 'ms', value: quantile(whole, 0.5), goal: null, better: 'lower' },
        { name: 'p99Ms', unit: 'ms', value: quantile(whole, 0.99), goal: P99_GOAL_MS, better: 'lower' },
        ...[...hops].flatMap(([hop, sorted]) =>
          hop === 'whole'
            ? []
            : [
                {
                  name: `${hop}/p50Ms`,
                  unit: 'ms',
                  value: quantile(sorted, 0.5),
                  goal: null,
                  better: 'lower' as const,
                },
              ],
        ),
      ],
      {
        ...{ commands: COMMANDS, rate: RATE, seconds: SECONDS, requests: due.size, microseconds },
        p99OfHops: Object.fromEntries([...hops].map(([hop, sorted]) => [hop, rounded(quantile(sorted, 0.99))])),
      },
    );
  } finally {
    await reader.stop();
    await region.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The way that a case worker sees; services, sender and receiver share one process. */
async function benchOverRest(): Promise<void> {
  const region = await TwoCountries.start();
  try {
    const asked = await casesToRefer(region, RATE * (SECONDS + WARM_UP));
    say(`${asked.length} cases are registered`);
    await overRest(region, asked.slice(0, RATE * WARM_UP), RATE);
    const { answered, visible } = await overRest(region, asked.slice(RATE * WARM_UP), RATE);
    printReport(
      'referral',
      [
        { name: 'rest/p50Ms', unit: 'ms', value: quantile(visible, 0.5), goal: null, better: 'lower' },
        { name: 'rest/p99Ms', unit: 'ms', value: quantile(visible, 0.99), goal: P99_GOAL_MS, better: 'lower' },
        { name: 'rest/answerP50Ms', unit: 'ms', value: quantile(answered, 0.5), goal: null, better: 'lower' },
      ],
      { rate: RATE, seconds: SECONDS, requests: visible.length },
    );
  } finally {
    await region.stop();
  }
}

await withServers(wanted.path === 'rest' ? benchOverRest : bench, wanted.statements ? COUNTING : {});
process.exit(0);
