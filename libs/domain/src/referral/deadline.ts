import type { AnswerWithin, ReferralPolicy } from '#contracts';
import { Temporal } from 'temporal-polyfill';

/** Times and calendar of a country that has stated none. */
export const DEFAULT_REFERRAL_POLICY: ReferralPolicy = {
  gracehours: 0,
  offlinegracehours: 72,
  startlimitdays: 14,
  timezone: 'UTC',
  weekend: [6, 7],
  holidays: [],
};

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Days looked at before giving up on a calendar that has no working day. */
const HORIZON_DAYS = 3_660;

/**
 * When a time to answer ends. Hours run on the clock. Working days are counted by the receiver's calendar: the n-th working day after the
 * day of the request, at the same time of day there.
 * @param at broker time of the request, milliseconds since 1970
 * A calendar that cannot be used (an unknown time zone, no such day within ten years) is replaced by the default one: a wrong
 * policy must not stop a request.
 * @returns milliseconds since 1970
 */
export function deadlineOf(at: number, { amount, unit }: AnswerWithin, policy: ReferralPolicy): number {
  if (unit === 'HOURS') return at + amount * HOUR;
  try {
    return workingDaysAfter(at, amount, policy);
  } catch (error) {
    if (error instanceof RangeError) return workingDaysAfter(at, amount, DEFAULT_REFERRAL_POLICY);
    throw error;
  }
}

/** @throws RangeError */
function workingDaysAfter(at: number, amount: number, policy: ReferralPolicy): number {
  const start = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(policy.timezone);
  let left = amount;
  for (let day = 1; day <= HORIZON_DAYS; day += 1) {
    const candidate = start.add({ days: day });
    if (isWorkingDay(candidate.toPlainDate(), policy)) left -= 1;
    if (left === 0) return candidate.epochMilliseconds;
  }
  throw new RangeError('The calendar has no such working day.');
}

function isWorkingDay(day: Temporal.PlainDate, { weekend, holidays }: ReferralPolicy): boolean {
  return !weekend.includes(day.dayOfWeek) && !holidays.includes(day.toString());
}

/** Longest late window whatever a policy says, milliseconds. */
const LONGEST_LATE_WINDOW = 72 * HOUR;

/** How long after its expiry a referral may still be accepted, milliseconds: never in an emergency, never longer than the time to answer was. */
export function lateWindow(
  referral: { readonly urgency: string; readonly answerTime: number },
  policy: ReferralPolicy,
): number {
  if (referral.urgency === 'EMERGENCY') return 0;
  return Math.min(policy.offlinegracehours * HOUR, referral.answerTime, LONGEST_LATE_WINDOW);
}
