import { Type, type Static } from '@sinclair/typebox';
import { ADMIN1 } from '../codes/admin1.js';
import { ORG_TYPE } from '../codes/detection.js';
import { LANGUAGE } from '../codes/person.js';
import { CAPACITY, SERVED_GROUP } from '../codes/referral.js';
import { SERVICE } from '../codes/service.js';
import { COUNTRIES } from '../countries.js';
import { closed, event, oneOf } from './envelope.js';
import { AnswerWithinSchema } from './referral-commands.js';
import { SealingKeySchema } from './sealed.js';

/** The highest version is all there is: no history of who was full when. */
export const ServiceListed = event({
  type: 'kerege.directory.service-listed.v1',
  title: 'Receiving organisation listed',
  description:
    'An organisation that takes referrals, under a reference of its own. One that shelters people names no place below its country.',
  data: closed({
    type: oneOf(ORG_TYPE),
    services: Type.Array(oneOf(SERVICE), { minItems: 1, uniqueItems: true, maxItems: SERVICE.length }),
    languages: Type.Array(oneOf(LANGUAGE), { uniqueItems: true, maxItems: LANGUAGE.length }),
    serves: Type.Array(oneOf(SERVED_GROUP), { minItems: 1, uniqueItems: true, maxItems: SERVED_GROUP.length }),
    capacity: oneOf(CAPACITY),
    /** First-level unit; forbidden for an organisation that gives accommodation. */
    admin1: Type.Optional(oneOf(ADMIN1)),
    /** What senders may expect; the request states its own limit. */
    answerwithin: AnswerWithinSchema,
    /** False: no longer listed. */
    listed: Type.Boolean(),
  }),
});
export type ListedService = Static<typeof ServiceListed.data>;

export const ReferralKeyPublished = event({
  type: 'kerege.directory.referral-key.v1',
  title: 'Referral key published',
  description:
    'A public key for one referral from one country; its owner destroys the private key with the referral. The subject is the key’s id. A tombstone follows when it is used up.',
  data: closed({
    /** The country that may seal to it. */
    for: oneOf(COUNTRIES),
    x: SealingKeySchema,
  }),
});
export type ReferralKeyData = Static<typeof ReferralKeyPublished.data>;

export const DIRECTORY_EVENTS = [ServiceListed, ReferralKeyPublished] as const;
