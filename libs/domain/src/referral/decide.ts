import type { ReferralOutcomeType, ReferralStatus } from '#contracts';
import { DAY, deadlineOf } from './deadline.js';
import type { DecisionContext } from './decision-context.js';
import { iso, outcome, refused, said, type Extra } from './outcomes.js';
import { awaitsStart, shareSlot, type Referral, type ReferralHistory } from './referral.js';
import type { ReferralCommand } from './referral-command.js';
import type { Decision, OpenedOutcome } from './referral-outcome.js';
import { requestRefused } from './request-rules.js';
import { lateWindowOpen, whyNot, type Step } from './why-not.js';

/**
 * Decides one command. Pure: the same history, command and context give the same outcome, and every command gets exactly one. What the state
 * or a rule forbids is refused with the reason and changes nothing.
 */
export function decide(history: ReferralHistory, command: ReferralCommand, context: DecisionContext): Decision {
  const { referral } = history;
  const { side } = context;
  if (command.type === 'kerege.referral.request.v1') return decideRequest(history, command, context);
  // Who is no party to a referral learns nothing about it, not even that it is.
  if (referral === null || side === undefined) return refused(history, command, 'UNKNOWN_REFERRAL');
  if (command.type === 'kerege.referral.unlink.v1') {
    if (!referral.linked) return refused(history, command, 'NOT_LINKED');
    return {
      outcome: outcome(history, referral, command, 'kerege.referral.unlinked.v1', referral.status),
      consequences: [],
    };
  }
  const why = whyNot(referral, command, side, context);
  return why === undefined ? transition(history, referral, command, context) : refused(history, command, why);
}

function decideRequest(
  history: ReferralHistory,
  command: ReferralCommand<'kerege.referral.request.v1'>,
  context: DecisionContext,
): Decision {
  const { data, guard, source, at } = command;
  const { side, policy } = context;
  if (history.referral !== null) {
    return refused(history, command, side === undefined ? 'UNKNOWN_REFERRAL' : 'REFERRAL_EXISTS');
  }
  if (guard === 'UNREADABLE') return refused(history, command, 'UNREADABLE');
  const why = side === 'SENDER' ? requestRefused(data, guard, context) : 'WRONG_SIDE';
  if (why !== undefined) return refused(history, command, why);
  const { guard: sealed, ...clear } = data;
  return {
    outcome: {
      type: 'kerege.referral.requested.v1',
      referralRef: command.referralRef,
      guard,
      data: {
        ...said(history, command, source, data.to, 'REQUESTED'),
        ...clear,
        guard: sealed,
        deadline: iso(deadlineOf(at, data.answerwithin, policy)),
      },
    },
    consequences: [],
  };
}

function transition(
  history: ReferralHistory,
  referral: Referral,
  command: Step,
  { ofSameCase, policy }: DecisionContext,
): Decision {
  const become = <T extends ReferralOutcomeType>(type: T, status: ReferralStatus, extra: Extra<T>): Decision => ({
    outcome: outcome(history, referral, command, type, status, extra),
    consequences: [],
  });
  switch (command.type) {
    case 'kerege.referral.receive.v1':
      return become('kerege.referral.received.v1', 'RECEIVED', {});
    case 'kerege.referral.ask.v1':
      return become('kerege.referral.asked.v1', 'INFO_REQUESTED', {
        question: command.data.question,
        limit: iso(command.at + referral.answerTime / 2),
      });
    case 'kerege.referral.answer.v1':
      return become('kerege.referral.answered.v1', 'RECEIVED', {
        answer: command.data.answer,
        deadline: iso(referral.deadline + pause(referral, command.at)),
      });
    case 'kerege.referral.accept.v1':
      return become('kerege.referral.accepted.v1', 'ACCEPTED', {
        late: referral.status === 'EXPIRED',
        ...(command.data.declared === undefined ? {} : { declared: command.data.declared }),
        startby: iso(command.at + policy.startlimitdays * DAY),
      });
    case 'kerege.referral.reject.v1':
      return become('kerege.referral.rejected.v1', 'REJECTED', { reason: command.data.reason });
    case 'kerege.referral.withdraw.v1':
      return become('kerege.referral.withdrawn.v1', 'WITHDRAWN', { reason: command.data.reason, cause: 'SENDER' });
    case 'kerege.referral.start.v1':
      return started(history, referral, command, ofSameCase);
    case 'kerege.referral.hold.v1':
      return become('kerege.referral.held.v1', 'ON_HOLD', { reason: command.data.reason });
    case 'kerege.referral.resume.v1':
      return become('kerege.referral.resumed.v1', 'IN_PROGRESS', {});
    case 'kerege.referral.complete.v1':
      return become('kerege.referral.completed.v1', 'COMPLETED', {});
    case 'kerege.referral.fail.v1':
      return become('kerege.referral.failed.v1', 'FAILED', { reason: command.data.reason });
    case 'kerege.referral.enter-in-error.v1':
      return become('kerege.referral.entered-in-error.v1', 'ENTERED_IN_ERROR', { reason: command.data.reason });
  }
}

function pause({ question }: Referral, until: number): number {
  return question === null ? 0 : Math.max(0, until - question.askedAt);
}

/** The first start decides: what else was asked for the same service, and has not started, is withdrawn. */
function started(
  history: ReferralHistory,
  referral: Referral,
  command: ReferralCommand<'kerege.referral.start.v1'>,
  ofSameCase: readonly ReferralHistory[],
): Decision {
  const { guard } = command;
  if (guard === 'UNREADABLE') return refused(history, command, 'UNREADABLE');
  const siblings = ofSameCase.flatMap((other) =>
    other.referral !== null &&
    other.referral.referralRef !== referral.referralRef &&
    (awaitsStart(other.referral) || lateWindowOpen(other.referral, command.at)) &&
    shareSlot(other.referral, referral)
      ? [withdrawnSibling(other, other.referral, command)]
      : [],
  );
  const sealed = { guard: command.data.guard };
  const first = outcome(history, referral, command, 'kerege.referral.started.v1', 'IN_PROGRESS', sealed);
  return { outcome: { ...first, guard }, consequences: siblings };
}

function withdrawnSibling(history: ReferralHistory, sibling: Referral, command: ReferralCommand): OpenedOutcome {
  const why = { reason: 'REROUTED', cause: 'SIBLING_STARTED' } as const;
  return outcome(history, sibling, command, 'kerege.referral.withdrawn.v1', 'WITHDRAWN', why);
}
