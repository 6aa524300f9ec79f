import fc from 'fast-check';
import { EVENT_EXAMPLES, type CountryCode, type ReferralOutcomeType } from '#contracts';
import type { AcceptedEvent } from '#messaging';
import { accepted, ref } from './accepted.testing.js';

/** A case of a referral: whose, and which. */
interface Side {
  readonly source: CountryCode;
  readonly caseRef: string;
}

/** How far a referral has come, outcome by outcome. */
const COURSES = {
  refused: ['refused'],
  requested: ['requested', 'overdue'],
  asked: ['requested', 'received', 'asked'],
  accepted: ['requested', 'refused', 'accepted'],
  expired: ['requested', 'overdue', 'overdue', 'expired'],
  started: ['requested', 'accepted', 'started'],
  completed: ['requested', 'accepted', 'started', 'completed', 'refused'],
  unlinked: ['requested', 'accepted', 'started', 'unlinked', 'held'],
  mistaken: ['requested', 'accepted', 'started', 'entered-in-error'],
} as const;
export type Course = keyof typeof COURSES;

/** A referral between two cases, as the history tells it. */
export interface ToldReferral {
  readonly referralRef: string;
  readonly from: Side;
  readonly to: Side;
  readonly course: Course;
}

/** Between which cases and how far: numbers of cases, the second one of any country. */
export const referralPlans = fc.array(
  fc.record({
    from: fc.nat(13),
    to: fc.nat(13),
    course: fc.constantFrom(...(['started', 'started', 'completed', ...Object.keys(COURSES)] as Course[])),
  }),
  { maxLength: 8 },
);

/** The referrals of a plan, without those that would stay in one country. */
export function toldReferrals(
  plans: readonly { readonly from: number; readonly to: number; readonly course: Course }[],
  cases: readonly Side[],
): ToldReferral[] {
  return plans.flatMap(({ from, to, course }, i) => {
    const [one, other] = [cases[from], cases[to]];
    if (one === undefined || other === undefined || one.source === other.source) return [];
    const side = ({ source, caseRef }: Side) => ({ source, caseRef });
    return [{ referralRef: ref('r', i), from: side(one), to: side(other), course }];
  });
}

/** Whether both cases are one person's by this referral. */
export function isLinked({ course }: ToldReferral): boolean {
  return course === 'started' || course === 'completed';
}

/** The history of a referral; its sealed parts are plain JSON. */
export function outcomesOf({ referralRef, from, to, course }: ToldReferral): AcceptedEvent[] {
  let marks = 0;
  return COURSES[course].map((name, i) => {
    const type: ReferralOutcomeType = `kerege.referral.${name}.v1`;
    const guards = {
      requested: { guard: JSON.stringify({ caseRef: from.caseRef, slotRefs: [ref('s', 1)] }) },
      started: { guard: JSON.stringify({ caseRef: to.caseRef }) },
      overdue: { mark: (['HALF', 'FULL'] as const)[(marks += name === 'overdue' ? 1 : 0) - 1] },
    };
    const own = name in guards ? guards[name as keyof typeof guards] : {};
    const data = { ...EVENT_EXAMPLES[type], from: from.source, to: to.source, ...own, sequence: i + 1 };
    return accepted({ source: 'AGGREGATOR', subject: referralRef, version: i + 1, type, data }, 'referral');
  });
}
