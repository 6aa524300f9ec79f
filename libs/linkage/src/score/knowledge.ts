import { birthDate, type BirthDateLevel } from './date-comparisons.js';
import type { PairEvidence } from './evidence.js';
import { birthPlace, citizenship } from './fact-comparisons.js';
import { levelName } from './person-evidence.js';

/**
 * What both mentions of a pair know: the day of birth, something of their origin, both or neither. A score of the same height
 * is more often right where more was compared.
 */
export const KNOWLEDGE = ['NEITHER', 'DAY', 'ORIGIN', 'DAY_AND_ORIGIN'] as const;
export type Knowledge = (typeof KNOWLEDGE)[number];

/** Levels of a birth date of which one side does not know the day. */
const WITHOUT_DAY: ReadonlySet<string> = new Set<BirthDateLevel>([
  'ABSENT',
  'SAME_MONTH_ONE_PARTIAL',
  'SAME_YEAR_ONE_COARSE',
  'YEAR_OFF_1_TO_3_COARSE',
  'OTHER_COARSE',
]);

export function knowledgeOf(evidence: PairEvidence): Knowledge {
  const origin = [birthPlace, citizenship].some((fact) => levelName(evidence, fact) !== 'ABSENT');
  if (WITHOUT_DAY.has(levelName(evidence, birthDate))) return origin ? 'ORIGIN' : 'NEITHER';
  return origin ? 'DAY_AND_ORIGIN' : 'DAY';
}
