import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { topicOf } from '#contracts';
import { eventually } from '#testing';
import { ReferralRegion } from '../../apps/aggregator/src/referrals/referrals.testing.js';
import { withServers } from '../chaos/lib/with-servers.js';
import { printReport, say } from './lib/report.js';
import { latencies } from './referral/latency.js';
import { requests } from './referral/requests.js';
import { decisionRate } from './referral/saturation.js';
import { startSequencer } from './referral/sequencer-side.js';

const { values: wanted } = parseArgs({
  options: {
    /** Commands that lie in the log when the sequencer starts. */
    commands: { type: 'string', default: '20000' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '30' },
    /** Folder for a V8 CPU profile of the aggregator. */
    profile: { type: 'string' },
  },
});
const COMMANDS = Number(wanted.commands);
const RATE = Number(wanted.rate);
const SECONDS = Number(wanted.seconds);
/** Seconds before the clock counts: code is compiled and connections are opened. */
const WARM_UP = 5;
const P99_GOAL_MS = 500;

async function bench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kerege-bench-'));
  const region = await ReferralRegion.start(['UZ']);
  try {
    const store = await region.emptyStore();
    const waiting = await requests(region, COMMANDS);
    await region.region.send(topicOf('KZ', 'referral'), ...waiting.map(({ record }) => record));
    const steady = await requests(region, RATE * (SECONDS + WARM_UP));
    say(`${COMMANDS} commands lie in the log`);
    const sequencer = await startSequencer(region, store, folder, wanted.profile);
    const perSecond = await decisionRate(store, COMMANDS);
    say(`${Math.round(perSecond)} commands decided a second`);
    const told = () => (region.told.get('UZ')?.length ?? 0) >= COMMANDS;
    await eventually(told, { timeoutMs: 600_000, what: 'the backlog to be told' });
    await latencies(region, steady.slice(0, RATE * WARM_UP), RATE);
    const took = await latencies(region, steady.slice(RATE * WARM_UP), RATE);
    await sequencer.stop();
    const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? NaN;
    printReport(
      'referral',
      [
        { name: 'perSecond', unit: 'commands/s', value: perSecond, goal: null, better: 'higher' },
        { name: 'p50Ms', unit: 'ms', value: at(0.5), goal: null, better: 'lower' },
        { name: 'p99Ms', unit: 'ms', value: at(0.99), goal: P99_GOAL_MS, better: 'lower' },
      ],
      { commands: COMMANDS, rate: RATE, seconds: SECONDS, requests: took.length },
    );
  } finally {
    await region.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await withServers(bench);
process.exit(0);
