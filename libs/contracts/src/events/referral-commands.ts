import { Type, type Static } from '@sinclair/typebox';
import { CONSENT_PURPOSE } from '../codes/facts.js';
import { ORG_TYPE } from '../codes/detection.js';
import {
  ANSWER_UNIT,
  ATTESTATION,
  FAILURE_REASON,
  HOLD_REASON,
  REFERRAL_ERROR_REASON,
  REFERRAL_MODE,
  REFERRAL_REASON,
  REJECTION_REASON,
  URGENCY,
  WITHDRAWAL_REASON,
} from '../codes/referral.js';
import { COUNTRIES } from '../countries.js';
import { closed, event, MonthSchema, oneOf, UuidSchema } from './envelope.js';
import { SealedSchema } from './sealed.js';

/** Time to answer: hours on the clock, or working days of the receiver's calendar. */
export const AnswerWithinSchema = closed({
  amount: Type.Integer({ minimum: 1, maximum: 720 }),
  unit: oneOf(ANSWER_UNIT),
});

/** The sender's word that the person agreed; the record itself stays in the country. */
export const AttestedConsentSchema = closed({
  purpose: oneOf(CONSENT_PURPOSE),
  /** Which of the person's decisions about the purpose, counted from 1. */
  version: Type.Integer({ minimum: 1, maximum: 10_000 }),
  month: MonthSchema,
  /** Kind of body that took it. */
  takenby: oneOf(ORG_TYPE),
});

/** What a request says in clear; the same fields come back in its outcome. */
export const requestFields = {
  /** One for each case and receiving country; not the case's own reference. */
  referralCaseRef: UuidSchema,
  to: oneOf(COUNTRIES),
  mode: oneOf(REFERRAL_MODE),
  reason: oneOf(REFERRAL_REASON),
  urgency: oneOf(URGENCY),
  answerwithin: AnswerWithinSchema,
  consents: Type.Array(AttestedConsentSchema, { minItems: 1, maxItems: 8 }),
  attested: Type.Array(oneOf(ATTESTATION), { uniqueItems: true, maxItems: ATTESTATION.length }),
  /** Sealed to the receiving country: organisation, services and preview (`ReferralPreview`). */
  preview: SealedSchema,
} as const;

/** The version of the last outcome that changed the state, as the actor saw it. */
const expected = Type.Integer({ minimum: 1 });

export const RequestReferral = event({
  type: 'kerege.referral.request.v1',
  title: 'Request a referral',
  description: 'A country asks another one to take on a person. The subject is the referral.',
  data: closed({
    ...requestFields,
    /** Sealed to the aggregator, never forwarded: the sender's case and slots (`ReferralGuard`). */
    guard: SealedSchema,
  }),
  protective: true,
});

export const ReceiveReferral = event({
  type: 'kerege.referral.receive.v1',
  title: 'Receive a referral',
  description: 'A person at the receiver saw it.',
  data: closed({}),
  protective: true,
});

export const AskReferral = event({
  type: 'kerege.referral.ask.v1',
  title: 'Ask about a referral',
  description: 'The receiver needs to know more; its clock stops. Sealed to the sending country.',
  data: closed({ expected, question: SealedSchema }),
  protective: true,
});

export const AnswerReferral = event({
  type: 'kerege.referral.answer.v1',
  title: 'Answer about a referral',
  description: 'The sender answers; the clock goes on. Sealed to the receiving country.',
  data: closed({ answer: SealedSchema }),
  protective: true,
});

export const AcceptReferral = event({
  type: 'kerege.referral.accept.v1',
  title: 'Accept a referral',
  description: 'The receiver will take the person on.',
  data: closed({
    expected,
    /** Only after an expiry: the day on which the receiver says that it decided. Shown as declared, proves nothing. */
    declared: Type.Optional(Type.String({ format: 'date' })),
  }),
  protective: true,
});

export const RejectReferral = event({
  type: 'kerege.referral.reject.v1',
  title: 'Reject a referral',
  description: 'The receiver cannot take the person on.',
  data: closed({ expected, reason: oneOf(REJECTION_REASON) }),
  protective: true,
});

export const WithdrawReferral = event({
  type: 'kerege.referral.withdraw.v1',
  title: 'Withdraw a referral',
  description: 'The sender takes the referral back, before anything has started.',
  data: closed({ reason: oneOf(WITHDRAWAL_REASON) }),
  protective: true,
});

export const StartReferral = event({
  type: 'kerege.referral.start.v1',
  title: 'Start a referral',
  description: 'The person arrived, seen face to face.',
  data: closed({
    /** Sealed to the aggregator, never forwarded: the receiver's own case (`StartGuard`). */
    guard: SealedSchema,
  }),
  protective: true,
});

export const HoldReferral = event({
  type: 'kerege.referral.hold.v1',
  title: 'Put a referral on hold',
  description: 'The service pauses.',
  data: closed({ reason: oneOf(HOLD_REASON) }),
  protective: true,
});

export const ResumeReferral = event({
  type: 'kerege.referral.resume.v1',
  title: 'Resume a referral',
  description: 'The service goes on.',
  data: closed({}),
  protective: true,
});

export const CompleteReferral = event({
  type: 'kerege.referral.complete.v1',
  title: 'Complete a referral',
  description: 'What was asked for has been given.',
  data: closed({}),
  protective: true,
});

export const FailReferral = event({
  type: 'kerege.referral.fail.v1',
  title: 'Fail a referral',
  description: 'What was accepted did not come about.',
  data: closed({ reason: oneOf(FAILURE_REASON) }),
  protective: true,
});

export const EnterReferralInError = event({
  type: 'kerege.referral.enter-in-error.v1',
  title: 'Enter a referral in error',
  description: 'The referral never should have been: it leaves all counts, and its link lapses.',
  data: closed({ reason: oneOf(REFERRAL_ERROR_REASON) }),
  protective: true,
});

export const UnlinkReferral = event({
  type: 'kerege.referral.unlink.v1',
  title: 'Unlink the cases of a referral',
  description: 'The two cases are no longer held to be one person’s; the referral stays.',
  data: closed({}),
  protective: true,
});

/** Every command; a country writes them to its own topic. */
export const REFERRAL_COMMANDS = [
  RequestReferral,
  ReceiveReferral,
  AskReferral,
  AnswerReferral,
  AcceptReferral,
  RejectReferral,
  WithdrawReferral,
  StartReferral,
  HoldReferral,
  ResumeReferral,
  CompleteReferral,
  FailReferral,
  EnterReferralInError,
  UnlinkReferral,
] as const;

export type ReferralCommandType = (typeof REFERRAL_COMMANDS)[number]['type'];
export type ReferralCommandData = { [E in (typeof REFERRAL_COMMANDS)[number] as E['type']]: Static<E['data']> };
export type AttestedConsent = Static<typeof AttestedConsentSchema>;
export type AnswerWithin = Static<typeof AnswerWithinSchema>;
