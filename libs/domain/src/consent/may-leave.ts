import type { ConsentDecision } from '#contracts';

/** How much of a case may leave: the levelled profile, or the tuple that the country owes as a public duty. */
export type StatisticsScope = 'LEVELLED' | 'MINIMAL';

/** Without a given ANONYMISED_STATISTICS only the minimal tuple leaves: last rung; decision with outcome, class, year. */
export function statisticsScope(anonymisedStatistics: ConsentDecision): StatisticsScope {
  return anonymisedStatistics === 'GIVEN' ? 'LEVELLED' : 'MINIMAL';
}

/** CROSS_BORDER_MATCH of one case of a person. */
export interface MatchConsent {
  readonly decision: ConsentDecision;
  /** ISO day or instant; `null`: undated, which is never older than anything. */
  readonly decidedAt: string | null;
}

/**
 * Whether a mention of a case may stand: the case's own decision is GIVEN, and the same person has refused or withdrawn in
 * none of their cases since. A refusal that is not dated, or of the same moment, counts as later: nothing overrides it.
 */
export function mayMention(own: MatchConsent, ofSamePerson: readonly MatchConsent[]): boolean {
  if (own.decision !== 'GIVEN') return false;
  return !ofSamePerson.some(
    ({ decision, decidedAt }) =>
      (decision === 'REFUSED' || decision === 'WITHDRAWN') &&
      (decidedAt === null || own.decidedAt === null || decidedAt >= own.decidedAt),
  );
}
