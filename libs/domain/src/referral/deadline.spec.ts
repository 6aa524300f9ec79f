import type { ReferralPolicy } from '#contracts';
import { DEFAULT_REFERRAL_POLICY, deadlineOf, HOUR, lateWindow } from './deadline.js';

const ALMATY: ReferralPolicy = {
  ...DEFAULT_REFERRAL_POLICY,
  timezone: 'Asia/Almaty',
  holidays: ['2026-03-09', '2026-03-23'],
};
const at = (text: string) => Date.parse(text);
const workingDays = (amount: number) => ({ amount, unit: 'WORKING_DAYS' }) as const;

test.each<[string, string, number, string]>([
  ['a week of working days ends at the same hour a week later', '2026-03-16T05:00:00Z', 4, '2026-03-20T05:00:00Z'],
  ['weekends and holidays do not count', '2026-03-05T05:00:00Z', 2, '2026-03-10T05:00:00Z'],
  ['a request on a Saturday counts from Monday', '2026-03-14T05:00:00Z', 1, '2026-03-16T05:00:00Z'],
  [
    'days are those of the receiver: Friday evening UTC is Saturday in Almaty',
    '2026-03-20T20:00:00Z',
    1,
    '2026-03-23T20:00:00Z',
  ],
])('%s', (_, from, amount, until) => {
  expect(deadlineOf(at(from), workingDays(amount), ALMATY)).toBe(at(until));
});

test('hours run through nights, weekends and holidays', () => {
  const from = at('2026-03-06T20:00:00Z');
  expect(deadlineOf(from, { amount: 4, unit: 'HOURS' }, ALMATY)).toBe(from + 4 * HOUR);
});

test('a calendar that cannot be used does not stop a request', () => {
  const from = at('2026-03-02T08:00:00Z');
  const expected = deadlineOf(from, workingDays(5), DEFAULT_REFERRAL_POLICY);
  expect(deadlineOf(from, workingDays(5), { ...ALMATY, timezone: 'Nowhere/Land' })).toBe(expected);
  const never = { ...DEFAULT_REFERRAL_POLICY, weekend: [1, 2, 3, 4, 5, 6, 7] };
  expect(deadlineOf(from, workingDays(5), never)).toBe(expected);
});

test('the late window: the policy’s, at most the time to answer, at most 72 hours, none in an emergency', () => {
  const policy = (offlinegracehours: number) => ({ ...DEFAULT_REFERRAL_POLICY, offlinegracehours });
  expect(lateWindow({ urgency: 'ROUTINE', answerTime: 120 * HOUR }, policy(10))).toBe(10 * HOUR);
  expect(lateWindow({ urgency: 'URGENT', answerTime: 24 * HOUR }, policy(72))).toBe(24 * HOUR);
  expect(lateWindow({ urgency: 'ROUTINE', answerTime: 200 * HOUR }, policy(100))).toBe(72 * HOUR);
  expect(lateWindow({ urgency: 'EMERGENCY', answerTime: 4 * HOUR }, policy(72))).toBe(0);
});
