import { Type, type Static } from '@sinclair/typebox';
import {
  CLUSTER_CAUSE,
  CLUSTER_STATUS,
  DEDUP_SCOPE,
  MATCH_ATTRIBUTE,
  MATCH_BAND,
  MATCH_BASIS,
  MATCH_DECISION,
  MATCH_EXPLANATION,
  MATCH_LOOKALIKE,
  MATCH_OUTCOME,
  REVIEWER,
} from '../codes/matching.js';
import { COUNTRIES } from '../countries.js';
import { closed, event, MonthSchema, oneOf, UuidSchema } from './envelope.js';
import { MAX_CLUSTER_MEMBERS } from './limits.js';

/** Similarity variants A to F (salt = block key) and exact variants X1 document, X2 national id, X3 phone, X4 handle. */
export const VARIANTS = ['A', 'B', 'C', 'D', 'E', 'F', 'X1', 'X2', 'X3', 'X4'] as const;
export type Variant = (typeof VARIANTS)[number];

export const VariantSchema = closed({
  v: oneOf(VARIANTS),
  /** Key epoch, only where it is not the mention's: during a rotation a mention carries variants of both. */
  epoch: Type.Optional(Type.Integer({ minimum: 1, maximum: 65535 })),
  /** First 64 bits of the keyed HMAC of the variant's salt, 16 hex digits. */
  tag: Type.String({ pattern: '^[0-9a-f]{16}$' }),
  /** Sketches and slots of every attribute, 128 bytes in base64; only models that compare similarity carry them. */
  seg: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9+/]{171}=$' })),
});
export type EncodedVariant = Static<typeof VariantSchema>;

export const MentionPublished = event({
  type: 'kerege.mention.published.v1',
  title: 'Mention published',
  description:
    'Keyed encodings of one person as one case names them. The highest version wins; a version without variants retracts.',
  data: closed({
    /** Key epoch, counted from 1; tags of different epochs are never compared. */
    epoch: Type.Integer({ minimum: 1, maximum: 65535 }),
    /** Name of the encoding model, for example `exact-1`. */
    model: Type.String({ pattern: '^[a-z]+-[0-9]{1,4}$' }),
    purpose: oneOf(['VICTIM']),
    reportedmonth: MonthSchema,
    /** Whether the country guarantees one mention per PERSON, or only one per CASE. */
    dedupscope: oneOf(DEDUP_SCOPE),
    /** At most 28 of one epoch, where the year of birth is not known; during a rotation those of two. */
    variants: Type.Array(VariantSchema, { maxItems: 64 }),
    /** Class of the name's frequency, 0 common to 3 rare. */
    rarity: Type.Optional(Type.Integer({ minimum: 0, maximum: 3 })),
    /** SHA-256 of the consent record, opened on audit, hex. */
    consent: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  }),
});

export const BindingPublished = event({
  type: 'kerege.binding.published.v1',
  title: 'Binding published',
  description: 'Which case a mention belongs to; null for a fake. Linkage cannot read it. The highest version wins.',
  data: closed({ caseRef: Type.Union([UuidSchema, Type.Null()]) }),
});

export const ClusterChanged = event({
  type: 'kerege.cluster.changed.v1',
  title: 'Cluster changed',
  description: 'The mentions that linkage holds to be one person; no mentions: the cluster ceased.',
  data: closed({
    clusterRef: UuidSchema,
    mentionRefs: Type.Array(UuidSchema, { uniqueItems: true, maxItems: MAX_CLUSTER_MEMBERS }),
    status: oneOf(CLUSTER_STATUS),
    cause: oneOf(CLUSTER_CAUSE),
  }),
});

export const MatchProposed = event({
  type: 'kerege.match.proposed.v1',
  title: 'Match proposed',
  description:
    'Asks a country whether its person and another country’s are one. Names the recipient’s own mention only.',
  data: closed({
    matchRef: UuidSchema,
    mentionRef: UuidSchema,
    bands: Type.Array(
      closed({
        attribute: oneOf(MATCH_ATTRIBUTE),
        band: oneOf(MATCH_BAND),
      }),
      { maxItems: 16 },
    ),
    explanation: oneOf(MATCH_EXPLANATION),
    /** Present where the two look like relatives or namesakes more than like one person. */
    lookalike: Type.Optional(oneOf(MATCH_LOOKALIKE)),
  }),
});

export const MatchChanged = event({
  type: 'kerege.match.changed.v1',
  title: 'Match changed',
  description:
    'What became of a proposal: both countries said SAME, no longer do, or the question is moot. Never says what the other country answered, or whether it did.',
  data: closed({
    matchRef: UuidSchema,
    mentionRef: UuidSchema,
    outcome: oneOf(MATCH_OUTCOME),
    /** Only with CONFIRMED: whose mention the other one is, and the role of the person there who can be asked. */
    contact: Type.Optional(closed({ country: oneOf(COUNTRIES), reviewer: oneOf(REVIEWER) })),
  }),
});

export const ProposalRecorded = event({
  type: 'kerege.proposal.recorded.v1',
  title: 'Proposal recorded',
  description:
    'What linkage has just told one country about one match; nobody but linkage reads it. A rebuilt store learns from it what it must not say again.',
  data: closed({
    matchRef: UuidSchema,
    country: oneOf(COUNTRIES),
    mentionRef: UuidSchema,
    other: closed({ country: oneOf(COUNTRIES), mentionRef: UuidSchema }),
    told: oneOf(['PROPOSED', ...MATCH_OUTCOME]),
  }),
});

export const MatchDecided = event({
  type: 'kerege.match.decided.v1',
  title: 'Match decided',
  description: 'A country’s answer to a proposal. Counts only from the country that owns the mention.',
  data: closed({
    matchRef: UuidSchema,
    mentionRef: UuidSchema,
    decision: oneOf(MATCH_DECISION),
    basis: oneOf(MATCH_BASIS),
    reviewer: oneOf(REVIEWER),
  }),
});

export type MentionData = Static<typeof MentionPublished.data>;
export type BindingData = Static<typeof BindingPublished.data>;
export type ClusterData = Static<typeof ClusterChanged.data>;
export type MatchProposalData = Static<typeof MatchProposed.data>;
export type MatchChangeData = Static<typeof MatchChanged.data>;
export type ProposalRecordData = Static<typeof ProposalRecorded.data>;
export type MatchDecisionData = Static<typeof MatchDecided.data>;
