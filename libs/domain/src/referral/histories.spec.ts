import fc from 'fast-check';
import { REFERRAL_OUTCOMES } from '#contracts';
import { checkReferralHistory, outcomesOfHistory, referralHistories } from '#testing';

/** A part of the two million of `npm run chaos -- referral-histories`. */
const RUNS = 20_000;

test('both countries and the region end in one state, with one owner, whatever the order and however often', () => {
  fc.assert(
    fc.property(referralHistories, (steps) => checkReferralHistory(steps)),
    { numRuns: RUNS, verbose: 1 },
  );
});

test('the histories go deep: each outcome is among them, and one in fifty tells of a completion', () => {
  const histories = fc.sample(referralHistories, { numRuns: 2_000, seed: 20260302 });
  const told = histories.map((steps) => new Set(outcomesOfHistory(steps).map(({ type }) => type)));
  const all = new Set(told.flatMap((types) => [...types]));
  expect(REFERRAL_OUTCOMES.map(({ type }) => type).filter((type) => !all.has(type))).toEqual([]);
  const completed = told.filter((types) => types.has('kerege.referral.completed.v1')).length;
  expect(completed).toBeGreaterThan(histories.length / 50);
});
