import { race } from '../chaos/referral-race/race.js';
import { TwoCountries } from './review/two-countries.testing.js';

const REFERRALS = 200;

let region: TwoCountries;

beforeAll(async () => {
  region = await TwoCountries.start();
}, 120_000);

afterAll(() => region?.stop(), 60_000);

test(`${REFERRALS} referrals on which both sides act at once: one winner each, the loser told, both registers agree`, async () => {
  const report = await race(region, REFERRALS, () => undefined);
  expect(report.violations).toEqual([]);
  expect(report.won.sender + report.won.receiver).toBe(REFERRALS);
  // Most of them meet in the log, where only the sequencer can tell them apart.
  expect(report.decidedByLog).toBeGreaterThan(REFERRALS / 2);
  process.stderr.write(`referral-race: ${JSON.stringify(report)}\n`);
}, 420_000);
