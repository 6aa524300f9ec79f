import type { RefusalReason } from '#contracts';
import type { DecisionContext } from './decision-context.js';
import { shareSlot, type Referral, type ReferralHistory } from './referral.js';
import { commandCode, type ReferralCommand } from './referral-command.js';
import { TRANSITIONS, type Side } from './transitions.js';

/** A receiver may ask twice. */
export const MAX_QUESTIONS = 2;

/** Withdrawals after the acceptance need a reason of the person's. */
const REASONS_AFTER_ACCEPTANCE: readonly string[] = [
  'CONSENT_WITHDRAWN',
  'PERSON_CHANGED_MIND',
  'SAFETY',
  'CIRCUMSTANCES_CHANGED',
];

/** Commands whose rules stand in the table of transitions. */
export type Step = Exclude<
  ReferralCommand,
  { readonly type: 'kerege.referral.request.v1' | 'kerege.referral.unlink.v1' }
>;

/** Why the state or a rule forbids a command of a party, `undefined` where they allow it. */
export function whyNot(
  referral: Referral,
  command: Step,
  side: Side,
  { ofSameCase, sharingStopped }: DecisionContext,
): RefusalReason | undefined {
  const code = commandCode(command.type) as keyof typeof TRANSITIONS;
  const allowed = TRANSITIONS[code];
  if (allowed[side] === undefined) return 'WRONG_SIDE';
  if (!allowed[side].includes(referral.status)) {
    const ofOther = allowed[side === 'SENDER' ? 'RECEIVER' : 'SENDER']?.includes(referral.status) === true;
    return ofOther ? 'WRONG_SIDE' : 'WRONG_STATE';
  }
  if ('expected' in command.data && !saw(referral, command.data.expected)) return 'STALE_VERSION';
  switch (command.type) {
    case 'kerege.referral.ask.v1':
      return referral.questions >= MAX_QUESTIONS ? 'QUESTIONS_USED_UP' : undefined;
    case 'kerege.referral.accept.v1':
    case 'kerege.referral.withdraw.v1':
      return referral.status === 'EXPIRED'
        ? lateRefused(referral, command, ofSameCase)
        : reasonRefused(referral, command);
    case 'kerege.referral.start.v1':
      // A start shares that the person has arrived, and makes both cases one person's (rules 1 and 3).
      if (sharingStopped) return 'CONSENT_WITHDRAWN';
      return command.guard === 'UNREADABLE' ? 'UNREADABLE' : undefined;
    default:
      return undefined;
  }
}

/** A receiver that was cut off has not seen the expiry; everybody else must have seen the last change. */
function saw({ version, versionBeforeExpiry, status }: Referral, expected: number): boolean {
  return expected === version || (status === 'EXPIRED' && expected === versionBeforeExpiry);
}

function reasonRefused({ status }: Referral, command: Step): RefusalReason | undefined {
  if (status !== 'ACCEPTED' || command.type !== 'kerege.referral.withdraw.v1') return undefined;
  return REASONS_AFTER_ACCEPTANCE.includes(command.data.reason) ? undefined : 'REASON_NOT_ALLOWED';
}

/** The late window: open until its end, unless the service has been asked for again since. */
function lateRefused(
  referral: Referral,
  { at }: Step,
  ofSameCase: readonly ReferralHistory[],
): RefusalReason | undefined {
  const { expiredAt } = referral;
  if (expiredAt === null || !lateWindowOpen(referral, at)) return 'TOO_LATE';
  const askedAgain = ofSameCase.some(
    ({ referral: other }) =>
      other !== null &&
      other.referralRef !== referral.referralRef &&
      other.requestedAt >= expiredAt &&
      (shareSlot(other, referral) || (isTransfer(other) && isTransfer(referral))),
  );
  return askedAgain ? 'TOO_LATE' : undefined;
}

const isTransfer = ({ mode }: Referral) => mode === 'CASE_TRANSFER';

/** Whether an expired referral may still be accepted, as far as the clock goes. */
export function lateWindowOpen({ status, expiredAt, lateUntil }: Referral, at: number): boolean {
  return status === 'EXPIRED' && lateUntil !== null && lateUntil > (expiredAt ?? lateUntil) && at <= lateUntil;
}
