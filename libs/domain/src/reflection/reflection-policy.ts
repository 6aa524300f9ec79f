import { DomainError } from '../domain-error.js';

/** Grounds on which a period may end before its last day. Law names no others: CoE Convention art. 13(1) and 13(3). */
export const REFLECTION_END = ['PERSON_REQUEST', 'PUBLIC_ORDER', 'STATUS_CLAIMED_IMPROPERLY'] as const;
export type ReflectionEnd = (typeof REFLECTION_END)[number];

/** How long a person may recover and decide in this country, and by which law. */
export interface ReflectionPolicy {
  /** Days of the period, its first day included. */
  readonly days: number;
  /** Where the length stands, for example `CoE Convention art. 13`. */
  readonly legalBasis: string;
  /** Grounds other than the person's request that the country's law lists. */
  readonly endGrounds: readonly Exclude<ReflectionEnd, 'PERSON_REQUEST'>[];
}

/** CoE Convention art. 13(1): at least 30 days. */
export const LEAST_REFLECTION_DAYS = 30;

/** What holds in a country that has stated nothing. */
export const DEFAULT_REFLECTION_POLICY: ReflectionPolicy = {
  days: LEAST_REFLECTION_DAYS,
  legalBasis: 'CoE Convention art. 13',
  endGrounds: ['PUBLIC_ORDER', 'STATUS_CLAIMED_IMPROPERLY'],
};

/**
 * A policy that a country may state.
 * @throws DomainError `reflection-too-short` under 30 days, `reflection-without-basis` without a legal basis
 */
export function reflectionPolicy(policy: ReflectionPolicy): ReflectionPolicy {
  if (!Number.isInteger(policy.days) || policy.days < LEAST_REFLECTION_DAYS) {
    throw new DomainError('reflection-too-short', `A reflection period has at least ${LEAST_REFLECTION_DAYS} days.`);
  }
  if (policy.legalBasis.trim() === '') {
    throw new DomainError('reflection-without-basis', 'A reflection period names the law that it rests on.');
  }
  return policy;
}
