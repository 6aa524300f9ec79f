import { Type } from '@sinclair/typebox';
import {
  AnswerWithinSchema,
  ATTESTATION,
  closed,
  COUNTRIES,
  oneOf,
  ORG_TYPE,
  REFERRAL_MODE,
  REFERRAL_REASON,
  ReferralPreviewSchema,
  URGENCY,
  UuidSchema,
} from '#contracts';
import { requestBody } from '../api/request-body.js';

const { services, languages, dependants, needs, contact, call } = ReferralPreviewSchema.properties;

/** What a case worker says to refer somebody; sex, age band and exploitation come from the register. */
export const REQUEST = requestBody({
  to: oneOf(COUNTRIES),
  /** As the directory names it; absent: the country's referral authority finds one. */
  organisation: Type.Optional(UuidSchema),
  mode: oneOf(REFERRAL_MODE),
  reason: oneOf(REFERRAL_REASON),
  urgency: oneOf(URGENCY),
  /** Default: 4 hours, 24 hours, 5 working days by urgency. */
  answerwithin: Type.Optional(AnswerWithinSchema),
  /** Kind of body that took the person's consent. */
  consenttakenby: oneOf(ORG_TYPE),
  /** What was done before, and by which kind of body. */
  attested: Type.Array(closed({ attestation: oneOf(ATTESTATION), by: oneOf(ORG_TYPE) }), {
    maxItems: ATTESTATION.length,
  }),
  ...{ services, languages, dependants, needs, contact, call },
});
export type RequestBody = ReturnType<typeof REQUEST.read>;
