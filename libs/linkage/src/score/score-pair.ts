import type { PairEvidence, PairScore } from './evidence.js';
import { birthDate } from './date-comparisons.js';
import { document, nationalId, sex } from './fact-comparisons.js';
import { lookalike, lookalikeOf, type LookalikeLevel } from './lookalikes.js';
import type { ScoringModel } from './model.js';
import { levelName, PERSON_COMPARISONS } from './person-evidence.js';

/** Scores a pair with a frozen model: prior plus one weight for each comparison's level. */
export function scorePair(model: ScoringModel, evidence: PairEvidence): PairScore {
  const terms = PERSON_COMPARISONS.map(
    (comparison) => model.weights[comparison.name]?.[levelName(evidence, comparison)] ?? 0,
  );
  return {
    mbits: terms.reduce((sum, term) => sum + term, model.prior),
    terms,
    conflict: isConflict(evidence),
    lookalike: lookalikeOf(levelName(evidence, lookalike) as LookalikeLevel),
  };
}

/**
 * What no agreement outweighs: another sex together with another national number of one country or another birth date, or
 * birth dates known to the day that lie more than 6 years apart, unless a number is the same, of a document or a national one. A
 * single mistyped cell is no conflict.
 */
function isConflict(evidence: PairEvidence): boolean {
  const [date, number] = [levelName(evidence, birthDate), levelName(evidence, nationalId)];
  if (number === 'SAME' || levelName(evidence, document) === 'SAME') return false;
  const otherSex = levelName(evidence, sex) === 'DIFFERENT';
  return date === 'FAR' || (otherSex && (number === 'DIFFERENT' || date !== 'SAME_DAY'));
}
