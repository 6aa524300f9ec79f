import { Type, type Static } from '@sinclair/typebox';
import { CAPABILITY, DELIVERY_PROBLEM, MEMBER_ROLE, PARKING_REASON, QUARANTINE_REASON } from '../codes/members.js';
import { LABEL_LANGUAGES } from '../codes/person.js';
import { EVENT_SOURCES } from '../countries.js';
import { closed, event, oneOf } from './envelope.js';
import { PositionSchema } from './position.js';
import { ReferralPolicySchema } from './referral-policy.js';
import { SealingKeySchema } from './sealed.js';

const KeyId = Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' });

/** One entry of `regional.members`: the whole current state of one member and side; a later one replaces it. */
export const MemberDeclared = event({
  type: 'kerege.member.declared.v1',
  title: 'Member declared',
  description: 'A country and side, its keys and policies. Valid from its own broker time at the earliest.',
  data: closed({
    /** The `source` that this member signs as: a country code, `KZ-LE` for a liaison side, AGGREGATOR, LINKAGE. */
    code: Type.String({ pattern: '^[A-Z]{2}(-LE)?$|^AGGREGATOR$|^LINKAGE$' }),
    role: oneOf(MEMBER_ROLE),
    languages: Type.Array(oneOf(LABEL_LANGUAGES), { uniqueItems: true }),
    keys: Type.Array(
      closed({
        kid: KeyId,
        /** Ed25519 public key, raw 32 bytes, base64url. */
        x: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
        /** RFC 3339; the entry's broker time where absent or earlier than it. */
        notbefore: Type.Optional(Type.String({ format: 'date-time' })),
        notafter: Type.Optional(Type.String({ format: 'date-time' })),
      }),
      { maxItems: 16 },
    ),
    /** Keys that parts of events are sealed to; absent where nobody seals anything to this member. */
    sealingkeys: Type.Optional(
      Type.Array(
        closed({ kid: KeyId, x: SealingKeySchema, notafter: Type.Optional(Type.String({ format: 'date-time' })) }),
        {
          maxItems: 16,
        },
      ),
    ),
    capabilities: Type.Array(oneOf(CAPABILITY), { uniqueItems: true }),
    policies: Type.Array(
      closed({
        version: Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' }),
        effectivefrom: Type.String({ format: 'date' }),
        /** Hash of the generalisation ladder that this policy publishes with. */
        anonymizationprofile: Type.String({ pattern: '^[0-9a-f]{64}$' }),
        /** Times and calendar for referrals to this country; the defaults where absent. */
        referral: Type.Optional(ReferralPolicySchema),
      }),
      { maxItems: 64 },
    ),
  }),
});
export type MemberData = Static<typeof MemberDeclared.data>;

export const KeyRevoked = event({
  type: 'kerege.key.revoked.v1',
  title: 'Key revoked',
  description:
    'Records signed with the key no longer count: in a named partition after the named offset, elsewhere from this entry’s broker time.',
  data: closed({
    kid: KeyId,
    /** The last position of each partition up to which the key's signatures still count. */
    lastgood: Type.Array(PositionSchema, { maxItems: 1024 }),
  }),
});

export const DeliveryProblem = event({
  type: 'kerege.delivery.problem.v1',
  title: 'Delivery problem',
  description: 'Tells a sender, at most once a minute, that a record of theirs is parked or was refused.',
  data: closed({
    kind: oneOf(DELIVERY_PROBLEM),
    reason: oneOf([...PARKING_REASON, ...QUARANTINE_REASON]),
    position: PositionSchema,
    /** PARKED: the subject and the first version that is missing. */
    subject: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9-]{1,36}$' })),
    missing: Type.Optional(Type.Integer({ minimum: 1 })),
  }),
});
export type DeliveryProblemData = Static<typeof DeliveryProblem.data>;

export const RecordQuarantined = event({
  type: 'kerege.record.quarantined.v1',
  title: 'Record quarantined',
  description: 'A record was refused. Position, digest and reason; never the payload.',
  data: closed({
    consumer: oneOf(['AGGREGATOR', 'LINKAGE']),
    position: PositionSchema,
    /** SHA-256 of the raw record value, hex. */
    digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    reason: oneOf(QUARANTINE_REASON),
    /** The owner of the topic that the record lay in. */
    sender: oneOf(EVENT_SOURCES),
  }),
});
