import type { MatchDecision } from '#contracts';
import type { RefusalReason } from '../cluster/recluster.js';
import type { Standing } from './explain-pair.js';

/**
 * Why two mentions are not held to be one person. `SAID_DIFFERENT`: an owner said so. `NO_COMMON_EPOCH`: encoded under keys
 * that are never compared. `NO_SHARED_TAG`: no combination of attributes is the same. `TAGS_FLOODED`: what they share is held
 * by too many mentions of one country. `CONFLICT`: evidence that no agreement outweighs. `BELOW_…`: the score. `KEPT_APART`: the
 * pair alone would do, but the groups that the two are in must not be united. `AMBIGUOUS`: one fits two groups that exclude each
 * other. `STRICTER_HERE`: so many are connected that links need a higher score. `OUTWEIGHED`: the other members say no.
 */
export type WhyNotLinked =
  | 'SAID_DIFFERENT'
  | 'NO_COMMON_EPOCH'
  | 'NO_SHARED_TAG'
  | 'TAGS_FLOODED'
  | 'CONFLICT'
  | 'BELOW_KEEP'
  | 'BELOW_REVIEW'
  | 'BELOW_STATISTICAL'
  | 'KEPT_APART'
  | 'AMBIGUOUS'
  | 'STRICTER_HERE'
  | 'OUTWEIGHED';

/** What is known of a pair. */
export interface PairFacts {
  /** They stand in one cluster. */
  readonly together: boolean;
  readonly commonEpoch: boolean;
  /** Variants whose tags both share, and how many of these are not flooded on either side. */
  readonly sharedTags: number;
  readonly usableTags: number;
  /** `null`: nothing to compare. */
  readonly standing: Standing | null;
  /** Each owner's last answer about its own mention. */
  readonly said: readonly (MatchDecision | null)[];
  /** Why the groups of the two were kept apart, where they were. */
  readonly obstacle: RefusalReason | null;
  readonly ambiguous: boolean;
  /** Their component is over the cap. */
  readonly stricter: boolean;
}

/** All reasons, the strongest first; none for two that stand together. Pure. */
export function whyNotLinked(facts: PairFacts): WhyNotLinked[] {
  if (facts.together) return [];
  const said: WhyNotLinked[] = facts.said.includes('DIFFERENT') ? ['SAID_DIFFERENT'] : [];
  return [...said, ...byEvidence(facts)];
}

function byEvidence(facts: PairFacts): WhyNotLinked[] {
  if (!facts.commonEpoch) return ['NO_COMMON_EPOCH'];
  if (facts.sharedTags === 0 || facts.standing === null) return ['NO_SHARED_TAG'];
  const flooded: WhyNotLinked[] = facts.usableTags === 0 ? ['TAGS_FLOODED'] : [];
  return [...flooded, ...byStanding(facts.standing, facts)];
}

function byStanding(standing: Standing, facts: PairFacts): WhyNotLinked[] {
  switch (standing) {
    case 'CONFLICT':
      return ['CONFLICT'];
    case 'BELOW':
      return ['BELOW_KEEP'];
    case 'KEPT':
      return ['BELOW_REVIEW'];
    case 'REVIEW':
      return ['BELOW_STATISTICAL'];
    case 'STATISTICAL':
      return byGroups(facts);
  }
}

/** The pair alone would be linked. */
function byGroups({ said, usableTags, obstacle, ambiguous, stricter }: PairFacts): WhyNotLinked[] {
  if (usableTags === 0 || said.includes('DIFFERENT')) return [];
  const reasons: WhyNotLinked[] = [
    ...(obstacle === null ? [] : (['KEPT_APART'] as const)),
    ...(ambiguous ? (['AMBIGUOUS'] as const) : []),
    ...(stricter ? (['STRICTER_HERE'] as const) : []),
  ];
  return reasons.length > 0 ? reasons : ['OUTWEIGHED'];
}
