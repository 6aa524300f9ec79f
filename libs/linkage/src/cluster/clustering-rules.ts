/** What two mentions count that could not be compared because no tag is common to them, in thousandths of a bit. */
export const UNCOMPARED_MBITS = -1_000;

/** How close two groups that exclude each other must come to leave a mention between them undecided, thousandths of a bit. */
export const AMBIGUITY_MBITS = 2_000;

/** Mentions of one component beyond which the least score rises inside of it. No person is named two hundred times. */
export const COMPONENT_CAP = 200;

/** Links of a mention into one source beyond which that source floods it: no person has as many mentions in one country. */
export const LINKS_INTO_SOURCE = 50;

/** Mentions of one source under one tag beyond which that source makes no pairs through it. */
export const TAG_CAP_PER_SOURCE = 500;

/** When groups of mentions are held to be one person. All scores in thousandths of a bit. */
export interface ClusteringRules {
  /** Least mean score between two groups that are united. */
  readonly statistical: number;
  /** Least score of two mentions of one source that guarantees one mention for each person. */
  readonly sameSource: number;
  readonly uncompared: number;
  readonly ambiguity: number;
  /** Largest cluster. */
  readonly maxMembers: number;
}
