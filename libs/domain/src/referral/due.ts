import type { OverdueMark, ReferralPolicy } from '#contracts';
import { HOUR, lateWindow } from './deadline.js';
import { evolveReferral } from './evolve-referral.js';
import type { Referral, ReferralHistory } from './referral.js';
import type { OpenedOutcome } from './referral-outcome.js';

/**
 * What the clock alone brings about in one referral by a moment: half and all of the time to answer, the limit of a question, the expiry, the
 * limit of the start. An expiry may only be written after every command up to a moment past the deadline has been decided; the caller
 * sees to that.
 * @param now broker time, milliseconds since 1970
 * @param policy the receiving country's
 */
export function dueOutcomes(history: ReferralHistory, now: number, policy: ReferralPolicy): OpenedOutcome[] {
  const due: OpenedOutcome[] = [];
  let current = history;
  for (let next = nextDue(current, now, policy); next !== undefined; next = nextDue(current, now, policy)) {
    due.push(next);
    current = evolveReferral(current, next);
  }
  return due;
}

/** When the clock will next do something to the referral, milliseconds since 1970; `null`: never. */
export function nextDueAt(referral: Referral, policy: ReferralPolicy): number | null {
  const { status, marks, deadline, answerTime, question, startBy } = referral;
  if (status === 'INFO_REQUESTED') return question?.limit ?? null;
  if (status === 'ACCEPTED') return startBy === null || marks.includes('START') ? null : startBy;
  if (status !== 'REQUESTED' && status !== 'RECEIVED') return null;
  if (!marks.includes('HALF')) return deadline - answerTime / 2;
  if (!marks.includes('FULL')) return deadline;
  return deadline + policy.gracehours * HOUR;
}

function nextDue(
  { sequence, referral }: ReferralHistory,
  now: number,
  policy: ReferralPolicy,
): OpenedOutcome | undefined {
  if (referral === null) return undefined;
  const dueAt = nextDueAt(referral, policy);
  if (dueAt === null || now < dueAt) return undefined;
  const { referralRef, from, to, status } = referral;
  const said = { sequence: sequence + 1, at: new Date(now).toISOString(), from, to };
  const mark = markDue(referral);
  if (mark !== undefined) {
    return { type: 'kerege.referral.overdue.v1', referralRef, guard: null, data: { ...said, status, mark } };
  }
  const lateuntil = new Date(now + lateWindow(referral, policy)).toISOString();
  return {
    type: 'kerege.referral.expired.v1',
    referralRef,
    guard: null,
    data: { ...said, status: 'EXPIRED', lateuntil },
  };
}

/** Which mark is due before the expiry, `undefined` where the expiry itself is. */
function markDue({ status, marks }: Referral): OverdueMark | undefined {
  if (status === 'ACCEPTED') return 'START';
  if (status === 'INFO_REQUESTED') return undefined;
  return (['HALF', 'FULL'] as const).find((mark) => !marks.includes(mark));
}
