import type { ReferralCommandType } from '#contracts';
import { after, CONTEXT, decided, RECEIVER, referralCommand, SENDER } from '#testing';
import { countriesTold } from './countries-told.js';
import { decide } from './decide.js';
import { NO_HISTORY, type ReferralHistory } from './referral.js';

type Short = ReferralCommandType extends `kerege.referral.${infer N}.v1` ? N : never;
const by = (source: 'KZ' | 'UZ', short: Short, data: object = {}) =>
  referralCommand(`kerege.referral.${short}.v1`, source, { data });
const receiver = (...given: Short[]) => given.map((short) => by(RECEIVER as 'UZ', short));
const inState = (...given: Short[]) => after(by(SENDER as 'KZ', 'request'), ...receiver(...given));

/** The same referral between two organisations of the sender's country. */
function atHome({ referral, sequence }: ReferralHistory): ReferralHistory {
  return referral === null ? NO_HISTORY : { sequence, referral: { ...referral, to: SENDER, receiver: 'KZ-HOT-01' } };
}

/** The person took the consent back after the acceptance. */
const stopped = { ...CONTEXT, sharingStopped: true };

describe('rules 1 and 3: the person took the consent back after the acceptance', () => {
  test.each([
    ['abroad', inState('accept'), [SENDER, RECEIVER]],
    ['at home', atHome(inState('accept')), [SENDER, SENDER]],
  ])('%s, the receiver cannot start any more, and both sides are told', (_, history, told) => {
    const { outcome } = decide(history, by('UZ', 'start'), { ...stopped, side: 'RECEIVER' });
    expect(outcome.data).toMatchObject({ attempt: 'START', why: 'CONSENT_WITHDRAWN', status: 'ACCEPTED' });
    expect(countriesTold(outcome, history.referral)).toEqual(told);
  });

  test('of any other refusal only who tried is told', () => {
    const history = inState('reject');
    const { outcome } = decided(history, by('UZ', 'start'), stopped);
    expect(outcome.data).toMatchObject({ why: 'WRONG_STATE' });
    expect(countriesTold(outcome, history.referral)).toEqual([RECEIVER]);
  });

  test('a start that is not the receiver’s, or no start at all, is refused for what it is', () => {
    expect(decided(inState('accept'), by('KZ', 'start'), stopped).outcome.data).toMatchObject({ why: 'WRONG_SIDE' });
    expect(decided(inState(), by('UZ', 'start'), stopped).outcome.data).toMatchObject({ why: 'WRONG_STATE' });
  });

  test.each([
    ['UZ', 'fail', inState('accept'), 'FAILED'],
    ['KZ', 'withdraw', inState('accept'), 'WITHDRAWN'],
    ['KZ', 'enter-in-error', inState('accept'), 'ENTERED_IN_ERROR'],
    ['UZ', 'hold', inState('accept', 'start'), 'ON_HOLD'],
    ['UZ', 'resume', inState('accept', 'start', 'hold'), 'IN_PROGRESS'],
    ['UZ', 'complete', inState('accept', 'start'), 'COMPLETED'],
    ['UZ', 'fail', inState('accept', 'start', 'hold'), 'FAILED'],
    ['UZ', 'enter-in-error', inState('accept', 'start'), 'ENTERED_IN_ERROR'],
  ] as const)('%s may %s: what ends a referral still ends it, and services go on', (source, short, history, status) => {
    expect(decided(history, by(source, short), stopped).outcome.data).toMatchObject({ status });
  });
});
