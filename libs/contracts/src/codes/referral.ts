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

/** Default time to answer, which a country's policy may replace. */
export const ANSWER_WITHIN: Readonly<
  Record<Urgency, { readonly amount: number; readonly unit: 'h' | 'working-days' }>
> = {
  EMERGENCY: { amount: 4, unit: 'h' },
  URGENT: { amount: 24, unit: 'h' },
  ROUTINE: { amount: 5, unit: 'working-days' },
};
