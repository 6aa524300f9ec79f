import type { OrgType } from '#contracts';
import type { IsoDate } from '../agency-record.js';
import { isEnforcementBody } from '../care/enforcement.js';
import { plusDays } from '../reflection/days.js';
import { insideReflection, type ReflectionPeriod } from '../reflection/reflection-period.js';
import type { DisclosedPart, DisclosureBasis, NotInformed } from '#contracts';

/** Days after which a reason for not telling the person is looked at again. */
export const INFORM_REVIEW_DAYS = 90;

/** Data about a person handed over because a law demands it: never a consent, and it opens nothing else. */
export interface DisclosureByLaw {
  /** Type of the body that demanded. */
  readonly demandedBy: OrgType;
  readonly basis: DisclosureBasis;
  /** Kinds of data. */
  readonly parts: readonly DisclosedPart[];
  readonly disclosedOn: IsoDate;
  /** Day on which the person was told; `null`: not told. */
  readonly informedOn: IsoDate | null;
  /** Why not; `null` where they were told. */
  readonly notInformed: NotInformed | null;
}

/** Why a disclosure cannot be recorded as it is stated. */
export type DisclosureFault = 'nothing-disclosed' | 'person-not-informed' | 'informed-and-not' | 'told-before';

/** Every fault; empty: none. The person is told, unless one of the listed grounds stands against it: silence is no answer. */
export function whyNotDisclosure(disclosure: DisclosureByLaw): readonly DisclosureFault[] {
  const { parts, informedOn, notInformed, disclosedOn } = disclosure;
  return [
    ...(parts.length === 0 ? (['nothing-disclosed'] as const) : []),
    ...(informedOn === null && notInformed === null ? (['person-not-informed'] as const) : []),
    ...(informedOn !== null && notInformed !== null ? (['informed-and-not'] as const) : []),
    ...(informedOn !== null && informedOn < disclosedOn ? (['told-before'] as const) : []),
  ];
}

/** Until when the ground for not telling the person holds without being looked at again; `null` where they were told. */
export function informDue({ informedOn, disclosedOn }: DisclosureByLaw): IsoDate | null {
  return informedOn === null ? plusDays(disclosedOn, INFORM_REVIEW_DAYS) : null;
}

/** Police learnt of the person inside the reflection period: recorded as it happened, and somebody must be told. */
export function breachesReflection(disclosure: DisclosureByLaw, period: ReflectionPeriod): boolean {
  return isEnforcementBody(disclosure.demandedBy) && insideReflection(period, disclosure.disclosedOn);
}
