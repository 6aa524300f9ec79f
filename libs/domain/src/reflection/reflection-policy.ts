import type { ReflectionEnd } from '#contracts';
import { DomainError } from '../domain-error.js';

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
