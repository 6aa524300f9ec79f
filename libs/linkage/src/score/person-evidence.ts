import { PERSON_LAYOUT } from '../encode/person-layout.js';
import type { VariantBits } from '../cluster/pair-model.js';
import type { Comparison } from './comparison.js';
import { CROSSINGS } from './crossings.js';
import { birthDate, carriedDate } from './date-comparisons.js';
import type { PairEvidence } from './evidence.js';
import { birthPlace, citizenship, company, document, handle, nationalId, phone, sex } from './fact-comparisons.js';
import { lookalike } from './lookalikes.js';
import { givenName, patronymic, surname } from './name-comparisons.js';
import { pairViewer } from './pair-view.js';

/** What model `person-1` asks about a pair, in the order of the levels of its evidence. */
export const PERSON_COMPARISONS: readonly Comparison[] = [
  ...[givenName, patronymic, surname, birthDate, carriedDate, birthPlace, citizenship, sex],
  ...[document, nationalId, phone, handle, company, lookalike],
  ...CROSSINGS,
];

/** What can be asked about two mentions encoded with `person-1`. */
export const viewOf = pairViewer(PERSON_LAYOUT);

/** Compares two mentions encoded with `person-1` under one key and epoch. Order of the two does not matter. */
export function evidenceOf(a: readonly VariantBits[], b: readonly VariantBits[]): PairEvidence {
  const view = viewOf(a, b);
  const levels = PERSON_COMPARISONS.map((comparison) => comparison.levels.indexOf(comparison.levelOf(view)));
  return { levels: Uint8Array.from(levels), shared: view.shared };
}

/** The name of the level that evidence holds for a comparison. */
export function levelName(evidence: PairEvidence, comparison: Comparison): string {
  const at = PERSON_COMPARISONS.indexOf(comparison);
  return comparison.levels[evidence.levels[at] ?? 0] ?? 'ABSENT';
}
