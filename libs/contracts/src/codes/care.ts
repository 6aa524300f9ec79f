/** How great a danger to the person an assessment found. */
export const RISK_LEVEL = ['NONE_FOUND', 'LOW', 'MEDIUM', 'HIGH', 'IMMEDIATE'] as const;
export type RiskLevel = (typeof RISK_LEVEL)[number];

/** What was done to a victim for an act that they were made to do: breaches of non-punishment (22 USC 7106(b)(2)). */
export const PENALISATION = [
  'ARREST_OR_DETENTION',
  'ADMINISTRATIVE_FINE',
  'PROSECUTION',
  'CONVICTION',
  'DEPORTATION_ORDER',
  'ENTRY_BAN',
  'OTHER',
] as const;
export type Penalisation = (typeof PENALISATION)[number];

/** What a state grants a victim. A grant is counted on its day; help with the claim for it is a service. */
export const ENTITLEMENT = ['TEMPORARY_STATUS', 'RESIDENCE_PERMIT', 'WORK_PERMIT', 'COMPENSATION'] as const;
export type Entitlement = (typeof ENTITLEMENT)[number];

/** How a person left: of their own will, or made to. */
export const RETURN_KIND = ['VOLUNTARY', 'ENFORCED'] as const;
export type ReturnKind = (typeof RETURN_KIND)[number];

/** Grounds on which a period may end before its last day. Law names no others: CoE Convention art. 13(1) and 13(3). */
export const REFLECTION_END = ['PERSON_REQUEST', 'PUBLIC_ORDER', 'STATUS_CLAIMED_IMPROPERLY'] as const;
export type ReflectionEnd = (typeof REFLECTION_END)[number];
