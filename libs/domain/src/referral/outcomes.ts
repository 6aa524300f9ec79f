import type { ReferralOutcomeData, ReferralOutcomeType, ReferralStatus, RefusalReason } from '#contracts';
import type { Referral, ReferralHistory } from './referral.js';
import { commandCode, type ReferralCommand } from './referral-command.js';
import type { Decision, OpenedOutcome } from './referral-outcome.js';

type Common = keyof ReferralOutcomeData['kerege.referral.received.v1'];
export type Extra<T extends ReferralOutcomeType> = Omit<ReferralOutcomeData[T], Common>;

/** The outcome of a command that the state and the rules allow. */
export function outcome<T extends ReferralOutcomeType>(
  history: ReferralHistory,
  { referralRef, from, to }: Referral,
  command: ReferralCommand,
  type: T,
  status: ReferralStatus,
  extra?: Extra<T>,
): OpenedOutcome {
  const data = { ...said(history, command, from, to, status), ...extra };
  // Each caller names a type and the extra fields of that type; the union cannot follow the pair.
  return { type, referralRef, guard: null, data } as unknown as OpenedOutcome;
}

export function said(
  { sequence }: ReferralHistory,
  { id, source, position, at }: ReferralCommand,
  from: Referral['from'],
  to: Referral['to'],
  status: ReferralStatus,
) {
  return { sequence: sequence + 1, at: iso(at), from, to, status, command: { id, source, position } };
}

/** The answer to a command that the state or a rule forbids. */
export function refused(history: ReferralHistory, command: ReferralCommand, why: RefusalReason): Decision {
  const { id, source, position, at, type, referralRef } = command;
  const status = why === 'UNKNOWN_REFERRAL' ? undefined : history.referral?.status;
  return {
    outcome: {
      type: 'kerege.referral.refused.v1',
      referralRef,
      guard: null,
      data: {
        sequence: history.sequence + 1,
        at: iso(at),
        command: { id, source, position },
        attempt: commandCode(type),
        why,
        ...(status === undefined ? {} : { status }),
      },
    },
    consequences: [],
  };
}

export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
