/** Codes of matching: what linkage says of a cluster, what a proposal shows, what a country answers. */

export const CLUSTER_STATUS = ['STATISTICAL', 'CONFIRMED'] as const;
export type ClusterStatus = (typeof CLUSTER_STATUS)[number];

export const CLUSTER_CAUSE = ['MENTION', 'RETRACTION', 'DECISION', 'MODEL', 'REBUILD'] as const;
export type ClusterCause = (typeof CLUSTER_CAUSE)[number];

export const MATCH_ATTRIBUTE = [
  'GIVEN_NAME',
  'SURNAME',
  'PATRONYMIC',
  'BIRTH_DATE',
  'PLACE',
  'SEX',
  'DOCUMENT',
  'NATIONAL_ID',
  'PHONE',
  'HANDLE',
] as const;
export type MatchAttribute = (typeof MATCH_ATTRIBUTE)[number];

export const MATCH_BAND = ['EQUAL', 'CLOSE', 'SIMILAR', 'DIFFERENT', 'ABSENT'] as const;
export type MatchBand = (typeof MATCH_BAND)[number];

export const MATCH_EXPLANATION = [
  'SAME_DOCUMENT',
  'SAME_NAME_AND_BIRTH_DATE',
  'SIMILAR_NAME_AND_BIRTH_DATE',
  'SHARED_CONTACT',
  'OTHER',
] as const;
export type MatchExplanation = (typeof MATCH_EXPLANATION)[number];

/** Why two mentions that look alike may be two persons: what a reviewer should think of before answering SAME. */
export const MATCH_LOOKALIKE = ['TWINS', 'SIBLINGS', 'NAMESAKES'] as const;
export type MatchLookalike = (typeof MATCH_LOOKALIKE)[number];

/** What became of a proposal. CONFIRMED: both countries said SAME; UNLINKED: they no longer do; WITHDRAWN: moot. */
export const MATCH_OUTCOME = ['CONFIRMED', 'UNLINKED', 'WITHDRAWN'] as const;
export type MatchOutcome = (typeof MATCH_OUTCOME)[number];

/** No answer looks like DIFFERENT. */
export const MATCH_DECISION = ['SAME', 'DIFFERENT', 'UNSURE'] as const;
export type MatchDecision = (typeof MATCH_DECISION)[number];

export const MATCH_BASIS = ['OWN_RECORD', 'PERSON_CONFIRMED', 'OTHER'] as const;
export type MatchBasis = (typeof MATCH_BASIS)[number];

export const REVIEWER = ['CASE_WORKER', 'REGISTRAR', 'SUPERVISOR'] as const;
export type Reviewer = (typeof REVIEWER)[number];

/** Whether a country guarantees one mention for each person, or only for each case. */
export const DEDUP_SCOPE = ['PERSON', 'CASE'] as const;
export type DedupScope = (typeof DEDUP_SCOPE)[number];
