import type { IsoDate, PartialDate } from '../agency-record.js';
import { ageBounds, majorityOf } from '../facts/age-at-registration.js';

/** Whether somebody with this birth date was under 18 on a day, whatever anybody says of their age; an unknown date says nothing. */
export function isMinorOn(birthDate: PartialDate | null, day: IsoDate): boolean {
  return majorityOf(ageBounds(birthDate, day)) === 'MINOR';
}
