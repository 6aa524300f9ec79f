import { TwoCountries } from '../e2e/review/two-countries.testing.js';
import { withServers } from './lib/with-servers.js';
import { race } from './referral-race/race.js';

// npm run chaos -- referral-race [REFERRALS]: sender and receiver act on each of them at the same time, over REST and Kafka.
const REFERRALS = Number(process.argv[2] ?? 10_000);

const say = (text: string) => process.stderr.write(`${text}\n`);

async function main(): Promise<boolean> {
  const started = Date.now();
  const region = await TwoCountries.start();
  try {
    const report = await race(region, REFERRALS, say);
    for (const violation of report.violations.slice(0, 100)) say(`  ${violation}`);
    const seconds = (Date.now() - started) / 1000;
    process.stdout.write(`${JSON.stringify({ chaos: 'referral-race', seconds, ...report })}\n`);
    return report.violations.length === 0;
  } finally {
    await region.stop();
  }
}

process.exit((await withServers(main)) ? 0 : 1);
