import type { OrgType } from '#contracts';

/** Bodies with powers over a person: they may bring cases, and learn nothing of what protects the person from them. */
const ENFORCEMENT: readonly OrgType[] = ['LawEnforcement', 'BorderGuard', 'ImmigrationService'];

/**
 * Whether a type of body counts as law enforcement. A body whose type nobody stated does: what is not known to be harmless
 * is kept out.
 */
export function isEnforcementBody(type: OrgType | undefined): boolean {
  return type === undefined || ENFORCEMENT.includes(type);
}
