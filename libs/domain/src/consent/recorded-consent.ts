import type { AgeStatus, ConsentBy, ConsentDecision, ConsentPurpose, InformedCheck, OrgType } from '#contracts';

/** Whom a decision is about, as far as it matters who may decide. */
export interface ConsentSubject {
  /** DISPUTED counts as MINOR; UNKNOWN is not disputed and counts as adult. */
  readonly ageStatus: AgeStatus | 'UNKNOWN';
  /** Somebody else was appointed to decide for this adult. */
  readonly incapable: boolean;
}

/** A decision as a case worker records it: who decided, what they were told, who asked. */
export interface RecordedConsent extends ConsentSubject {
  readonly purpose: ConsentPurpose;
  readonly decision: Exclude<ConsentDecision, 'NOT_ASKED'>;
  /** RFC 3339, UTC. */
  readonly decidedAt: string;
  readonly by: ConsentBy;
  readonly informed: readonly InformedCheck[];
  /** The kind of body that asked. */
  readonly takenBy: OrgType;
  /** Whether that body had told the person of their rights before. */
  readonly rightsInformation: boolean;
  /** What the child says; `null`: not asked. */
  readonly childAssent: 'GIVEN' | 'REFUSED' | null;
  /** A note on the child's best interests lies with the case. */
  readonly bestInterestsNoted: boolean;
  /** Whether the guardian may have taken part in the trafficking; `null`: not looked into. */
  readonly guardianImplicated: boolean | null;
}

/** Minors, and whoever may be one until it is settled. */
export function treatedAsMinor({ ageStatus }: Pick<ConsentSubject, 'ageStatus'>): boolean {
  return ageStatus === 'MINOR' || ageStatus === 'DISPUTED';
}
