import { Type, type Static } from '@sinclair/typebox';
import {
  FAILURE_REASON,
  HOLD_REASON,
  OVERDUE_MARK,
  REFERRAL_COMMAND,
  REFERRAL_ERROR_REASON,
  REFERRAL_STATUS,
  REFUSAL_REASON,
  REJECTION_REASON,
  WITHDRAWAL_CAUSE,
  WITHDRAWAL_REASON,
} from '../codes/referral.js';
import { COUNTRIES } from '../countries.js';
import { closed, event, oneOf, UuidSchema } from './envelope.js';
import { PositionSchema } from './position.js';
import { requestFields } from './referral-commands.js';
import { SealedSchema } from './sealed.js';

const instant = Type.String({ format: 'date-time' });

/** What every outcome says. */
const outcome = {
  /** Its place in the referral's history, from 1; what changed the state is what a later command must have seen. */
  sequence: Type.Integer({ minimum: 1 }),
  /** Broker time of the command, or of the clock reading of an outcome without one. RFC 3339, UTC. */
  at: instant,
  from: oneOf(COUNTRIES),
  to: oneOf(COUNTRIES),
  status: oneOf(REFERRAL_STATUS),
} as const;

/** The command that an outcome answers: none is decided twice. */
const answers = closed({ id: UuidSchema, source: oneOf(COUNTRIES), position: PositionSchema });
const decided = { ...outcome, command: answers } as const;

export const ReferralRequested = event({
  type: 'kerege.referral.requested.v1',
  title: 'Referral requested',
  description: 'The referral stands and its clock runs.',
  data: closed({
    ...decided,
    ...requestFields,
    /** The end of the time to answer, pauses not counted yet. */
    deadline: instant,
    /** In the history alone, never in an inbox: the sender's case and slots, sealed to the aggregator. */
    guard: Type.Optional(SealedSchema),
  }),
  protective: true,
});

export const ReferralReceived = event({
  type: 'kerege.referral.received.v1',
  title: 'Referral received',
  description: 'A person at the receiver saw it.',
  data: closed(decided),
  protective: true,
});

export const ReferralAsked = event({
  type: 'kerege.referral.asked.v1',
  title: 'Referral asked about',
  description: 'The clock stands until the answer, or until the question’s own limit has passed.',
  data: closed({ ...decided, question: SealedSchema, limit: instant }),
  protective: true,
});

export const ReferralAnswered = event({
  type: 'kerege.referral.answered.v1',
  title: 'Question answered',
  description: 'The clock goes on; the deadline moved by the pause.',
  data: closed({ ...decided, answer: SealedSchema, deadline: instant }),
  protective: true,
});

export const ReferralAccepted = event({
  type: 'kerege.referral.accepted.v1',
  title: 'Referral accepted',
  description: 'The receiver will take the person on.',
  data: closed({
    ...decided,
    /** Accepted after it had expired, within the late window. */
    late: Type.Boolean(),
    declared: Type.Optional(Type.String({ format: 'date' })),
    /** By when it should start. */
    startby: instant,
  }),
  protective: true,
});

export const ReferralRejected = event({
  type: 'kerege.referral.rejected.v1',
  title: 'Referral rejected',
  description: 'The receiver cannot take the person on.',
  data: closed({ ...decided, reason: oneOf(REJECTION_REASON) }),
  protective: true,
});

export const ReferralWithdrawn = event({
  type: 'kerege.referral.withdrawn.v1',
  title: 'Referral withdrawn',
  description: 'Taken back by its sender, or by the start of another referral for the same service.',
  data: closed({
    ...outcome,
    /** Left out of the receiver's inbox where another receiver's start is the cause: it names the country that the person is in now. */
    command: Type.Optional(answers),
    reason: oneOf(WITHDRAWAL_REASON),
    cause: oneOf(WITHDRAWAL_CAUSE),
  }),
  protective: true,
});

export const ReferralStarted = event({
  type: 'kerege.referral.started.v1',
  title: 'Referral started',
  description: 'The person arrived. A case transfer changes hands here.',
  data: closed({
    ...decided,
    /** In the history alone, never in an inbox: the receiver's case, sealed to the aggregator. */
    guard: Type.Optional(SealedSchema),
  }),
  protective: true,
});

export const ReferralHeld = event({
  type: 'kerege.referral.held.v1',
  title: 'Referral on hold',
  description: 'The service pauses.',
  data: closed({ ...decided, reason: oneOf(HOLD_REASON) }),
  protective: true,
});

export const ReferralResumed = event({
  type: 'kerege.referral.resumed.v1',
  title: 'Referral resumed',
  description: 'The service goes on.',
  data: closed(decided),
  protective: true,
});

export const ReferralCompleted = event({
  type: 'kerege.referral.completed.v1',
  title: 'Referral completed',
  description: 'What was asked for has been given.',
  data: closed(decided),
  protective: true,
});

export const ReferralFailed = event({
  type: 'kerege.referral.failed.v1',
  title: 'Referral failed',
  description: 'What was accepted did not come about.',
  data: closed({ ...decided, reason: oneOf(FAILURE_REASON) }),
  protective: true,
});

export const ReferralEnteredInError = event({
  type: 'kerege.referral.entered-in-error.v1',
  title: 'Referral entered in error',
  description: 'It leaves all counts, its link lapses, a transferred case is its sender’s again.',
  data: closed({ ...decided, reason: oneOf(REFERRAL_ERROR_REASON) }),
  protective: true,
});

export const ReferralUnlinked = event({
  type: 'kerege.referral.unlinked.v1',
  title: 'Cases of a referral unlinked',
  description: 'The two cases are no longer held to be one person’s.',
  data: closed(decided),
  protective: true,
});

export const ReferralRefused = event({
  type: 'kerege.referral.refused.v1',
  title: 'Command refused',
  description: 'A command that the state or a rule forbids; told to its sender alone. The state is unchanged.',
  data: closed({
    sequence: outcome.sequence,
    at: outcome.at,
    command: answers,
    attempt: oneOf(REFERRAL_COMMAND),
    why: oneOf(REFUSAL_REASON),
    /** Absent where there is no such referral for the asker. */
    status: Type.Optional(oneOf(REFERRAL_STATUS)),
  }),
  protective: true,
});

export const ReferralOverdue = event({
  type: 'kerege.referral.overdue.v1',
  title: 'Referral overdue',
  description: 'Half or all of the time to answer, or the time to start, has passed. The state is unchanged.',
  data: closed({ ...outcome, mark: oneOf(OVERDUE_MARK) }),
  protective: true,
});

export const ReferralExpired = event({
  type: 'kerege.referral.expired.v1',
  title: 'Referral expired',
  description: 'The time to answer has passed, and every command of that time has been read.',
  data: closed({
    ...outcome,
    /** Until then the receiver may still accept; equal to `at`: not at all. */
    lateuntil: instant,
  }),
  protective: true,
});

/** Every outcome: the history of referrals, which only the aggregator writes. */
export const REFERRAL_OUTCOMES = [
  ReferralRequested,
  ReferralReceived,
  ReferralAsked,
  ReferralAnswered,
  ReferralAccepted,
  ReferralRejected,
  ReferralWithdrawn,
  ReferralStarted,
  ReferralHeld,
  ReferralResumed,
  ReferralCompleted,
  ReferralFailed,
  ReferralEnteredInError,
  ReferralUnlinked,
  ReferralRefused,
  ReferralOverdue,
  ReferralExpired,
] as const;

export type ReferralOutcomeType = (typeof REFERRAL_OUTCOMES)[number]['type'];
export type ReferralOutcomeData = { [E in (typeof REFERRAL_OUTCOMES)[number] as E['type']]: Static<E['data']> };
