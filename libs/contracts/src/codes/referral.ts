/** HTCDS `cas_Status`. */
export const CASE_STATUS = ['Active', 'FollowUp', 'Closed', 'ClosedReferred'] as const;
export type CaseStatus = (typeof CASE_STATUS)[number];

export const REFERRAL_MODE = ['SERVICE', 'CASE_TRANSFER'] as const;
export type ReferralMode = (typeof REFERRAL_MODE)[number];

/** First three HTCDS, the rest additions. */
export const REFERRAL_REASON = [
  'AdditionalServicesRequired',
  'MigrationOrChangeOfLocation',
  'Other',
  'ReturnToCountryOfOrigin',
  'SafetyRelocation',
  'FormalIdentification',
  'FamilyTracing',
] as const;
export type ReferralReason = (typeof REFERRAL_REASON)[number];

/** Deliberately without a value for not cooperating with police or lacking formal status: help depends on neither. */
export const REJECTION_REASON = [
  'NO_CAPACITY',
  'OUT_OF_MANDATE',
  'OUT_OF_AREA',
  'AGE_OR_SEX_NOT_SERVED',
  'SAFETY_RISK',
  'INCOMPLETE_INFORMATION',
  'DUPLICATE_OF_ACTIVE',
  'LEGAL_IMPEDIMENT',
] as const;
export type RejectionReason = (typeof REJECTION_REASON)[number];

export const WITHDRAWAL_REASON = [
  'CONSENT_WITHDRAWN',
  'PERSON_CHANGED_MIND',
  'SAFETY',
  'REROUTED',
  'SENT_IN_ERROR',
  'CIRCUMSTANCES_CHANGED',
] as const;
export type WithdrawalReason = (typeof WITHDRAWAL_REASON)[number];

export const FAILURE_REASON = [
  'PERSON_DID_NOT_ARRIVE',
  'LOST_CONTACT',
  'SERVICE_UNAVAILABLE',
  'BORDER_REFUSED',
  'SAFETY_INCIDENT',
] as const;
export type FailureReason = (typeof FAILURE_REASON)[number];

/** What the sender of a referral vouches for. */
export const ATTESTATION = ['RISK_ASSESSMENT', 'BEST_INTERESTS', 'RECEIVER_CONFIRMED'] as const;
export type Attestation = (typeof ATTESTATION)[number];

export const URGENCY = ['EMERGENCY', 'URGENT', 'ROUTINE'] as const;
export type Urgency = (typeof URGENCY)[number];

/** How a time to answer is counted: hours on the clock, or working days of the receiver's calendar. */
export const ANSWER_UNIT = ['HOURS', 'WORKING_DAYS'] as const;
export type AnswerUnit = (typeof ANSWER_UNIT)[number];

/** Default time to answer, which a country's policy may replace. */
export const ANSWER_WITHIN: Readonly<Record<Urgency, { readonly amount: number; readonly unit: AnswerUnit }>> = {
  EMERGENCY: { amount: 4, unit: 'HOURS' },
  URGENT: { amount: 24, unit: 'HOURS' },
  ROUTINE: { amount: 5, unit: 'WORKING_DAYS' },
};

/** States of a referral; `in-progress`, `on-hold` and the rest map one to one to FHIR R5 Task.status where it has them. */
export const REFERRAL_STATUS = [
  'REQUESTED',
  'RECEIVED',
  'INFO_REQUESTED',
  'ACCEPTED',
  'IN_PROGRESS',
  'ON_HOLD',
  'COMPLETED',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
  'FAILED',
  'ENTERED_IN_ERROR',
] as const;
export type ReferralStatus = (typeof REFERRAL_STATUS)[number];

/** What a country may want to do with a referral. */
export const REFERRAL_COMMAND = [
  'REQUEST',
  'RECEIVE',
  'ASK',
  'ANSWER',
  'ACCEPT',
  'REJECT',
  'WITHDRAW',
  'START',
  'HOLD',
  'RESUME',
  'COMPLETE',
  'FAIL',
  'ENTER_IN_ERROR',
  'UNLINK',
] as const;
export type ReferralCommandCode = (typeof REFERRAL_COMMAND)[number];

/** Why a command was refused. */
export const REFUSAL_REASON = [
  'UNKNOWN_REFERRAL',
  'REFERRAL_EXISTS',
  'WRONG_STATE',
  'WRONG_SIDE',
  'STALE_VERSION',
  'DUPLICATE_OPEN',
  'TRANSFER_OPEN',
  'NOT_OWNER',
  'CONSENT_MISSING',
  'CONSENT_WITHDRAWN',
  'ATTESTATION_MISSING',
  'SENDER_TAKES_NO_PART',
  'RECEIVER_TAKES_NO_PART',
  'QUESTIONS_USED_UP',
  'REASON_NOT_ALLOWED',
  'TOO_LATE',
  'NOT_LINKED',
  'UNREADABLE',
] as const;
export type RefusalReason = (typeof REFUSAL_REASON)[number];

/** Who or what withdrew a referral. */
export const WITHDRAWAL_CAUSE = ['SENDER', 'SIBLING_STARTED'] as const;
export type WithdrawalCause = (typeof WITHDRAWAL_CAUSE)[number];

/** Which part of a limit has passed: half or all of the time to answer, or the time to start. */
export const OVERDUE_MARK = ['HALF', 'FULL', 'START'] as const;
export type OverdueMark = (typeof OVERDUE_MARK)[number];

export const HOLD_REASON = ['PERSON_AWAY', 'PERSON_ASKED', 'HEALTH', 'SERVICE_PAUSED', 'OTHER'] as const;
export type HoldReason = (typeof HOLD_REASON)[number];

export const REFERRAL_ERROR_REASON = [
  'WRONG_PERSON',
  'WRONG_RECEIVER',
  'DUPLICATE_ENTRY',
  'NOT_AGREED',
  'OTHER',
] as const;
export type ReferralErrorReason = (typeof REFERRAL_ERROR_REASON)[number];

/** What a receiver may need to know before it decides. */
export const QUESTION_TOPIC = [
  'SERVICES',
  'AGE_BAND',
  'LANGUAGE',
  'HEALTH',
  'DEPENDANTS',
  'SAFETY',
  'DOCUMENTS',
  'TRAVEL',
  'TIMING',
  'OTHER',
] as const;
export type QuestionTopic = (typeof QUESTION_TOPIC)[number];

/** A safe way to reach a person or the sending case worker about one. */
export const CONTACT_WAY = ['THROUGH_CASE_WORKER', 'PHONE', 'MESSENGER', 'IN_PERSON'] as const;
export type ContactWay = (typeof CONTACT_WAY)[number];

/** Needs that decide whether an organisation can take a person on. */
export const CARE_NEED = [
  'PREGNANCY',
  'DISABILITY',
  'MEDICAL',
  'ESCORT',
  'SEPARATE_ACCOMMODATION',
  'INTERPRETER',
] as const;
export type CareNeed = (typeof CARE_NEED)[number];

/** Whether an organisation can take somebody on at present. */
export const CAPACITY = ['YES', 'ASK', 'NO'] as const;
export type Capacity = (typeof CAPACITY)[number];

/** Whom an organisation serves. */
export const SERVED_GROUP = ['WOMEN', 'MEN', 'GIRLS', 'BOYS', 'FAMILIES'] as const;
export type ServedGroup = (typeof SERVED_GROUP)[number];
