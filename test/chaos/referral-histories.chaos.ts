import fc from 'fast-check';
import { checkReferralHistory, referralHistories } from '#testing';

// npm run chaos -- referral-histories [RUNS]: random histories of referrals between four countries, played on the pure machine.
const RUNS = Number(process.argv[2] ?? 2_000_000);
/** Runs between two lines of progress; each part has a seed of its own, so that any of them can be played again. */
const PART = 100_000;
const FIRST_SEED = Number(process.env['KEREGE_SEED'] ?? Date.now() % 1_000_000_000);

const say = (text: string) => process.stderr.write(`${text}\n`);

const started = Date.now();
for (let done = 0; done < RUNS; done += PART) {
  const seed = FIRST_SEED + done / PART;
  const numRuns = Math.min(PART, RUNS - done);
  fc.assert(
    fc.property(referralHistories, (steps) => checkReferralHistory(steps)),
    { seed, numRuns },
  );
  say(`seed ${seed}: ${done + numRuns} of ${RUNS} histories, no rule broken`);
}
const seconds = (Date.now() - started) / 1000;
process.stdout.write(
  `${JSON.stringify({ chaos: 'referral-histories', histories: RUNS, firstSeed: FIRST_SEED, seconds })}\n`,
);
