import type { ConsentBy } from '#contracts';
import type { PartialDate } from '../agency-record.js';

const MAJORITY = 18;

/**
 * Whether a consent that others gave for a minor ends because the person may be 18 by now and has to be asked. An incomplete
 * birth date counts as its earliest day, so nobody is spoken for who is of age; without one nothing can be told.
 * @param today ISO day
 */
export function mustBeAskedAnew(by: ConsentBy | 'UNKNOWN', birthDate: PartialDate | null, today: string): boolean {
  if (by === 'PERSON' || by === 'UNKNOWN' || birthDate === null) return false;
  return today >= majorityDay(birthDate);
}

/** The earliest day on which somebody born then may be 18. The 29 February of a common year reads as 1 March. */
function majorityDay(birthDate: PartialDate): string {
  const [year = '', month = '01', day = '01'] = birthDate.split('-');
  return new Date(Date.UTC(Number(year) + MAJORITY, Number(month) - 1, Number(day))).toISOString().slice(0, 10);
}
