import { Type, type Static } from '@sinclair/typebox';
import { AGE_BAND, EXPLOITATION_ROLLUP, SEX } from '../codes/facts.js';
import { LANGUAGE } from '../codes/person.js';
import { CARE_NEED, CONTACT_WAY, QUESTION_TOPIC } from '../codes/referral.js';
import { SERVICE } from '../codes/service.js';
import { closed, oneOf, UuidSchema } from './envelope.js';

/** Organisations have references of their own; which person works there is nobody's business across a border. */
const OrganisationRef = UuidSchema;
/** Time of day, `22:30`, by the clock of the person's place. */
const Clock = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });

/** What a receiver sees before it decides: enough to say yes or no, nothing that names the person. Sealed to the receiving country. */
export const ReferralPreviewSchema = closed({
  organisation: OrganisationRef,
  services: Type.Array(oneOf(SERVICE), { minItems: 1, uniqueItems: true, maxItems: SERVICE.length }),
  sex: oneOf(SEX),
  ageband: oneOf(AGE_BAND),
  languages: Type.Array(oneOf(LANGUAGE), { uniqueItems: true, maxItems: LANGUAGE.length }),
  exploitation: oneOf(EXPLOITATION_ROLLUP),
  /** Age bands of those who come with the person. */
  dependants: Type.Array(oneOf(AGE_BAND), { maxItems: 12 }),
  needs: Type.Array(oneOf(CARE_NEED), { uniqueItems: true, maxItems: CARE_NEED.length }),
  contact: closed({
    ways: Type.Array(oneOf(CONTACT_WAY), { uniqueItems: true, maxItems: CONTACT_WAY.length }),
    hours: Type.Optional(closed({ from: Clock, to: Clock })),
    doNotInformFamily: Type.Boolean(),
    doNotInformAuthorities: Type.Boolean(),
  }),
  /** Case worker and organisation at the sender whom the receiver may call; an EMERGENCY demands it. */
  call: Type.Optional(closed({ organisation: OrganisationRef, phone: Type.String({ pattern: '^\\+[0-9]{6,15}$' }) })),
});
export type ReferralPreview = Static<typeof ReferralPreviewSchema>;

/** What the sequencer's rules need to know of a request. Sealed to the aggregator. */
export const ReferralGuardSchema = closed({
  caseRef: UuidSchema,
  /** One random reference for each (case, requested service). */
  slotRefs: Type.Array(UuidSchema, { minItems: 1, uniqueItems: true, maxItems: SERVICE.length }),
});
export type ReferralGuard = Static<typeof ReferralGuardSchema>;

/** The receiver's own case, once the person has arrived. Sealed to the aggregator. */
export const StartGuardSchema = closed({ caseRef: UuidSchema });
export type StartGuard = Static<typeof StartGuardSchema>;

/** A question or an answer between two case workers. Sealed to the other country. */
export const ReferralNoteSchema = closed({
  topics: Type.Array(oneOf(QUESTION_TOPIC), { minItems: 1, uniqueItems: true, maxItems: QUESTION_TOPIC.length }),
  /** Free text between two persons bound by secrecy; it never leaves its seal, and goes with the referral's key. */
  text: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
});
export type ReferralNote = Static<typeof ReferralNoteSchema>;
