/** Codes of the members log and of notices. */

export const MEMBER_ROLE = ['MEMBER', 'OBSERVER', 'GUEST_RECEIVER', 'SERVICE'] as const;
export type MemberRole = (typeof MEMBER_ROLE)[number];

/** What a member takes part in: a country may count without taking part in referrals. */
export const CAPABILITY = ['CASES', 'MATCHING', 'REFERRALS', 'FIGURES', 'LIAISON'] as const;
export type Capability = (typeof CAPABILITY)[number];

export const DELIVERY_PROBLEM = ['PARKED', 'QUARANTINED'] as const;
export type DeliveryProblemKind = (typeof DELIVERY_PROBLEM)[number];

/** Why a record was refused, in the order in which arrival checks them. Stable: operators' tools and tests name them. */
export const QUARANTINE_REASON = [
  'codec',
  'oversize',
  'undecodable',
  'wrong-partition',
  'wrong-key',
  'unknown-type',
  'schema',
  'unsigned',
  'bad-signature',
  'unknown-key',
  'wrong-source',
  'unknown-rules',
  'equivocation',
  'too-far-ahead',
  'encoding-model-unknown',
  'encoding-epoch-unknown',
  'encoding-variant-unknown',
  'encoding-variant-missing',
  'encoding-segment-length',
  'encoding-segment-weight',
  'encoding-tag-repeated',
  'not-applicable',
] as const;
export type QuarantineReason = (typeof QUARANTINE_REASON)[number];

/** Why a record waits. */
export const PARKING_REASON = ['version-gap'] as const;
export type ParkingReason = (typeof PARKING_REASON)[number];
