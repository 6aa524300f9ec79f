import fc from 'fast-check';
import { checkReferralHistory, referralHistories } from '#testing';

/** A part of the two million of `npm run chaos -- referral-histories`. */
const RUNS = 20_000;

test('both countries and the region end in one state, with one owner, whatever the order and however often', () => {
  fc.assert(
    fc.property(referralHistories, (steps) => checkReferralHistory(steps)),
    { numRuns: RUNS, verbose: 1 },
  );
});
