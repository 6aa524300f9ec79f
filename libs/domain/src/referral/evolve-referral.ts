import type { ReferralOutcomeData } from '#contracts';
import type { Referral, ReferralHistory } from './referral.js';
import type { OpenedOutcome } from './referral-outcome.js';
import { DomainError } from '../domain-error.js';

/**
 * The history with one more outcome. The state of a referral is this fold and nothing else.
 * @throws DomainError `outcome-out-of-order` when the outcome is not the next one; `outcome-without-referral` when there is no
 *   referral that it could change
 */
export function evolveReferral(history: ReferralHistory, outcome: OpenedOutcome): ReferralHistory {
  const { sequence } = outcome.data;
  if (sequence !== history.sequence + 1) {
    throw new DomainError('outcome-out-of-order', 'Outcomes are folded one after the other.');
  }
  if (outcome.type === 'kerege.referral.refused.v1') return { ...history, sequence };
  if (outcome.type === 'kerege.referral.requested.v1') return { sequence, referral: requested(outcome) };
  if (history.referral === null) {
    throw new DomainError('outcome-without-referral', 'The first outcome of a referral is its request.');
  }
  return { sequence, referral: changed(history.referral, outcome) };
}

function requested({
  data,
  referralRef,
  guard,
}: Extract<OpenedOutcome, { type: 'kerege.referral.requested.v1' }>): Referral {
  const requestedAt = Date.parse(data.at);
  const deadline = Date.parse(data.deadline);
  const { from, to, mode, reason, urgency, sequence } = data;
  if (guard === null) throw new DomainError('outcome-without-guard', 'A request names its case to the sequencer.');
  return {
    ...{ referralRef, from, to, receiver: ('receiver' in guard ? guard.receiver : undefined) ?? to },
    ...{ mode, reason, urgency },
    consents: data.consents.map(({ purpose }) => purpose),
    caseRef: guard.caseRef,
    slotRefs: 'slotRefs' in guard ? guard.slotRefs : [],
    ...{ status: 'REQUESTED', version: sequence, versionBeforeExpiry: null },
    ...{ requestedAt, answerTime: deadline - requestedAt, deadline },
    ...{ questions: 0, question: null, marks: [], startBy: null, expiredAt: null, lateUntil: null },
    ...{ receiverCaseRef: null, linked: false },
  };
}

type Change = Exclude<OpenedOutcome, { type: 'kerege.referral.requested.v1' | 'kerege.referral.refused.v1' }>;

function changed(referral: Referral, outcome: Change): Referral {
  const { type, data, guard } = outcome;
  // Overdue changes nothing that a command must have seen, and neither does the end of a link.
  if (type === 'kerege.referral.overdue.v1') return { ...referral, marks: [...referral.marks, data.mark] };
  if (type === 'kerege.referral.unlinked.v1') return { ...referral, linked: false };
  const next: Referral = { ...referral, status: data.status, version: data.sequence };
  switch (type) {
    case 'kerege.referral.asked.v1':
      return asked(next, data);
    case 'kerege.referral.answered.v1':
      return { ...next, question: null, deadline: Date.parse(data.deadline) };
    case 'kerege.referral.accepted.v1':
      return { ...next, question: null, startBy: Date.parse(data.startby), lateUntil: null };
    case 'kerege.referral.expired.v1':
      return {
        ...next,
        question: null,
        versionBeforeExpiry: referral.version,
        expiredAt: Date.parse(data.at),
        lateUntil: Date.parse(data.lateuntil),
      };
    case 'kerege.referral.started.v1':
      return { ...next, receiverCaseRef: guard?.caseRef ?? null, linked: guard !== null };
    case 'kerege.referral.entered-in-error.v1':
      return { ...next, question: null, linked: false };
    default:
      return { ...next, question: null };
  }
}

function asked(next: Referral, data: ReferralOutcomeData['kerege.referral.asked.v1']): Referral {
  const question = { askedAt: Date.parse(data.at), limit: Date.parse(data.limit) };
  return { ...next, question, questions: next.questions + 1 };
}
