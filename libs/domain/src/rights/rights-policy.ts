import type { IsoDate } from '../agency-record.js';
import { DomainError } from '../domain-error.js';
import { plusDays } from '../reflection/days.js';

/** By when a country’s organisations owe a person an answer. */
export interface RightsPolicy {
  /** Days in which a complaint or a wish for correction is answered. */
  readonly answerDays: number;
  /** Where they stand. */
  readonly legalBasis: string;
}

/** Longest time that a policy may give. Days. */
export const MOST_ANSWER_DAYS = 90;

/** Of a country that states nothing. National periods are not verified; a month is what data protection laws give. */
export const DEFAULT_RIGHTS_POLICY: RightsPolicy = {
  answerDays: 30,
  legalBasis: 'Convention 108+ art. 9 (without excessive delay)',
};

/** @throws DomainError `rights-policy` unless `answerDays` is 1 to 90, or without a legal basis */
export function rightsPolicy(policy: RightsPolicy): RightsPolicy {
  const { answerDays, legalBasis } = policy;
  if (Number.isInteger(answerDays) && answerDays >= 1 && answerDays <= MOST_ANSWER_DAYS && legalBasis.trim() !== '') {
    return policy;
  }
  throw new DomainError('rights-policy', `An answer is due within 1 to ${MOST_ANSWER_DAYS} days, and by a law.`);
}

/** Last day for the answer to what was filed on a day. */
export function answerDue(filedOn: IsoDate, { answerDays }: RightsPolicy): IsoDate {
  return plusDays(filedOn, answerDays);
}

/** Whether something that was due on a day, that day included, is late. `doneOn` null: not done. */
export function isOverdue(dueOn: IsoDate, doneOn: IsoDate | null, today: IsoDate): boolean {
  return doneOn === null && today > dueOn;
}
