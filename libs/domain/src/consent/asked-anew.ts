import type { ConsentBy } from '#contracts';
import type { IsoDate, PartialDate } from '../agency-record.js';
import { isMinorOn } from './minor-on.js';

const MAJORITY = 18;

/** A consent that stands: who gave it, and on which day. An agency that attests one does not say who. */
export interface StandingConsent {
  readonly by: ConsentBy | 'UNKNOWN';
  readonly decidedOn: IsoDate;
}

/**
 * Whether a consent that others gave for a minor ends because the person may be 18 by now and has to be asked. An incomplete
 * birth date counts as its earliest day, so nobody is spoken for who is of age; without one nothing can be told. What an agency
 * attested of a minor vouched for guardian and assent, so others gave it too.
 */
export function mustBeAskedAnew(
  { by, decidedOn }: StandingConsent,
  birthDate: PartialDate | null,
  today: IsoDate,
): boolean {
  if (by === 'PERSON' || birthDate === null) return false;
  if (by === 'UNKNOWN' && !isMinorOn(birthDate, decidedOn)) return false;
  return today >= majorityDay(birthDate);
}

/** The earliest day on which somebody born then may be 18. The 29 February of a common year reads as 1 March. */
function majorityDay(birthDate: PartialDate): string {
  const [year = '', month = '01', day = '01'] = birthDate.split('-');
  return new Date(Date.UTC(Number(year) + MAJORITY, Number(month) - 1, Number(day))).toISOString().slice(0, 10);
}
