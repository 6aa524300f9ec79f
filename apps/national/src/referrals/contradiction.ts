import type { CountryCode, ReferralStatus } from '#contracts';
import { sideOf, TRANSITIONS, type ReferralHistory, type ReferralOutcome, type Side } from '#domain';
import type { OwnReferral } from './own-referral.js';

/** Why an outcome cannot be true for this country, `undefined` where it can. Lower case: reasons of delivery problems. */
export type Contradiction =
  'other-parties' | 'unknown-command' | 'unknown-referral' | 'requested-twice' | 'impossible-transition';

/** Which command an outcome answers, for those that change the state. */
const COMMAND_OF: Partial<Record<ReferralOutcome['type'], keyof typeof TRANSITIONS>> = {
  'kerege.referral.received.v1': 'RECEIVE',
  'kerege.referral.asked.v1': 'ASK',
  'kerege.referral.answered.v1': 'ANSWER',
  'kerege.referral.accepted.v1': 'ACCEPT',
  'kerege.referral.rejected.v1': 'REJECT',
  'kerege.referral.withdrawn.v1': 'WITHDRAW',
  'kerege.referral.started.v1': 'START',
  'kerege.referral.held.v1': 'HOLD',
  'kerege.referral.resumed.v1': 'RESUME',
  'kerege.referral.completed.v1': 'COMPLETE',
  'kerege.referral.failed.v1': 'FAIL',
  'kerege.referral.entered-in-error.v1': 'ENTER_IN_ERROR',
};

/** The clock ends only what waits for an answer. */
const MAY_EXPIRE: readonly ReferralStatus[] = ['REQUESTED', 'RECEIVED', 'INFO_REQUESTED'];

/**
 * Whether an outcome contradicts what this country knows. The sequencer decides, but it cannot say that somebody acted who could not, nor
 * speak for a command that was never given.
 */
export function contradictionOf(
  outcome: ReferralOutcome,
  own: OwnReferral | undefined,
  told: ReferralHistory,
  { country, gave }: { readonly country: CountryCode; readonly gave: boolean },
): Contradiction | undefined {
  const { type, data } = outcome;
  const source = 'command' in data ? data.command?.source : undefined;
  const sibling = type === 'kerege.referral.withdrawn.v1' && outcome.data.cause === 'SIBLING_STARTED';
  if (own === undefined) {
    const arrives = type === 'kerege.referral.requested.v1' && data.to === country && data.from !== country;
    return arrives || type !== 'kerege.referral.requested.v1' ? undefined : 'unknown-referral';
  }
  if ('from' in data && !between(own, country, data)) return 'other-parties';
  if (source === country && !gave && !sibling) return 'unknown-command';
  // What comes again or late says nothing about the present state.
  if (told.referral === null || data.sequence <= told.sequence) return undefined;
  if (type === 'kerege.referral.requested.v1') return 'requested-twice';
  return possible(outcome, told.referral.status, source && sideOf(told.referral, source))
    ? undefined
    : 'impossible-transition';
}

function between(
  own: OwnReferral,
  country: CountryCode,
  { from, to }: { readonly from: CountryCode; readonly to: CountryCode },
) {
  return own.direction === 'OUT' ? from === country && to === own.country : from === own.country && to === country;
}

function possible({ type, data }: ReferralOutcome, status: ReferralStatus, side: Side | undefined): boolean {
  if (type === 'kerege.referral.expired.v1') return MAY_EXPIRE.includes(status);
  const command = COMMAND_OF[type];
  if (command === undefined) return !('status' in data) || data.status === undefined || data.status === status;
  if ('cause' in data && data.cause === 'SIBLING_STARTED') {
    return TRANSITIONS.WITHDRAW.SENDER?.includes(status) === true;
  }
  return side !== undefined && TRANSITIONS[command][side]?.includes(status) === true;
}
