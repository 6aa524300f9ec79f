import { exampleRef } from './example-ref.js';
import type { ReferralCommandData } from './referral-commands.js';
import type { ReferralOutcomeData } from './referral-outcomes.js';

/** Has the form of a sealed part and opens with no key. */
const SEALED = `${'e'.repeat(120)}..${'i'.repeat(16)}.${'c'.repeat(64)}.${'t'.repeat(22)}`;

const REQUEST = {
  referralCaseRef: exampleRef(20),
  to: 'UZ',
  mode: 'SERVICE',
  reason: 'AdditionalServicesRequired',
  urgency: 'URGENT',
  answerwithin: { amount: 24, unit: 'HOURS' },
  consents: [{ purpose: 'CROSS_BORDER_REFERRAL', version: 1, month: '2026-03', takenby: 'NGO' }],
  attested: ['RISK_ASSESSMENT'],
  preview: SEALED,
} satisfies Omit<ReferralCommandData['kerege.referral.request.v1'], 'guard'>;

export const REFERRAL_COMMAND_EXAMPLES: ReferralCommandData = {
  'kerege.referral.request.v1': { ...REQUEST, guard: SEALED },
  'kerege.referral.receive.v1': {},
  'kerege.referral.ask.v1': { expected: 2, question: SEALED },
  'kerege.referral.answer.v1': { answer: SEALED },
  'kerege.referral.accept.v1': { expected: 4 },
  'kerege.referral.reject.v1': { expected: 4, reason: 'NO_CAPACITY' },
  'kerege.referral.withdraw.v1': { reason: 'PERSON_CHANGED_MIND' },
  'kerege.referral.start.v1': { guard: SEALED },
  'kerege.referral.hold.v1': { reason: 'PERSON_AWAY' },
  'kerege.referral.resume.v1': {},
  'kerege.referral.complete.v1': {},
  'kerege.referral.fail.v1': { reason: 'PERSON_DID_NOT_ARRIVE' },
  'kerege.referral.enter-in-error.v1': { reason: 'WRONG_PERSON' },
  'kerege.referral.unlink.v1': {},
};

const AT = '2026-03-02T08:00:00.000Z';
const LATER = '2026-03-03T08:00:00.000Z';
const OF_SENDER = {
  id: exampleRef(21),
  source: 'KZ',
  position: { topic: 'kz.referral', partition: 1, offset: '7' },
} as const;
const OF_RECEIVER = {
  id: exampleRef(22),
  source: 'UZ',
  position: { topic: 'uz.referral', partition: 1, offset: '3' },
} as const;
const said = { at: AT, from: 'KZ', to: 'UZ' } as const;

export const REFERRAL_OUTCOME_EXAMPLES: ReferralOutcomeData = {
  'kerege.referral.requested.v1': {
    ...said,
    ...REQUEST,
    sequence: 1,
    status: 'REQUESTED',
    command: OF_SENDER,
    deadline: LATER,
  },
  'kerege.referral.received.v1': { ...said, sequence: 2, status: 'RECEIVED', command: OF_RECEIVER },
  'kerege.referral.asked.v1': {
    ...said,
    sequence: 3,
    status: 'INFO_REQUESTED',
    command: OF_RECEIVER,
    question: SEALED,
    limit: LATER,
  },
  'kerege.referral.answered.v1': {
    ...said,
    sequence: 4,
    status: 'RECEIVED',
    command: OF_SENDER,
    answer: SEALED,
    deadline: LATER,
  },
  'kerege.referral.accepted.v1': {
    ...said,
    sequence: 5,
    status: 'ACCEPTED',
    command: OF_RECEIVER,
    late: false,
    startby: LATER,
  },
  'kerege.referral.rejected.v1': {
    ...said,
    sequence: 5,
    status: 'REJECTED',
    command: OF_RECEIVER,
    reason: 'NO_CAPACITY',
  },
  'kerege.referral.withdrawn.v1': {
    ...said,
    sequence: 5,
    status: 'WITHDRAWN',
    command: OF_SENDER,
    reason: 'PERSON_CHANGED_MIND',
    cause: 'SENDER',
  },
  'kerege.referral.started.v1': { ...said, sequence: 6, status: 'IN_PROGRESS', command: OF_RECEIVER },
  'kerege.referral.held.v1': {
    ...said,
    sequence: 7,
    status: 'ON_HOLD',
    command: OF_RECEIVER,
    reason: 'PERSON_AWAY',
  },
  'kerege.referral.resumed.v1': { ...said, sequence: 8, status: 'IN_PROGRESS', command: OF_RECEIVER },
  'kerege.referral.completed.v1': { ...said, sequence: 9, status: 'COMPLETED', command: OF_RECEIVER },
  'kerege.referral.failed.v1': {
    ...said,
    sequence: 6,
    status: 'FAILED',
    command: OF_RECEIVER,
    reason: 'PERSON_DID_NOT_ARRIVE',
  },
  'kerege.referral.entered-in-error.v1': {
    ...said,
    sequence: 2,
    status: 'ENTERED_IN_ERROR',
    command: OF_SENDER,
    reason: 'WRONG_PERSON',
  },
  'kerege.referral.unlinked.v1': { ...said, sequence: 7, status: 'IN_PROGRESS', command: OF_SENDER },
  'kerege.referral.refused.v1': {
    sequence: 6,
    at: AT,
    command: OF_SENDER,
    attempt: 'WITHDRAW',
    why: 'WRONG_STATE',
    status: 'IN_PROGRESS',
  },
  'kerege.referral.overdue.v1': { ...said, sequence: 2, status: 'REQUESTED', mark: 'HALF' },
  'kerege.referral.expired.v1': { ...said, sequence: 4, status: 'EXPIRED', lateuntil: LATER },
};
