import type { OrgType } from '#contracts';
import type { IsoDate } from '../agency-record.js';
import { isEnforcementBody } from '../care/enforcement.js';
import { insideReflection, type ReflectionPeriod } from './reflection-period.js';

/** A LAW_ENFORCEMENT_CONTACT that a person gave. */
export interface GivenContact {
  readonly takenOn: IsoDate;
  /** Type of the body that took it. */
  readonly takenBy: OrgType;
  /** Day on which such a body had told the person their rights; `null` where none had. */
  readonly rightsToldOn: IsoDate | null;
}

/**
 * Whether a person's consent to contact with law enforcement counts. Taken inside the reflection period it counts only
 * where a body without enforcement powers took it, after the person had been told their rights.
 */
export function policeContactCounts(contact: GivenContact, period: ReflectionPeriod): boolean {
  if (!insideReflection(period, contact.takenOn)) return true;
  const told = contact.rightsToldOn !== null && contact.rightsToldOn <= contact.takenOn;
  return told && !isEnforcementBody(contact.takenBy);
}
