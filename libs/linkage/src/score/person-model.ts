import type { PairModel } from '../cluster/pair-model.js';
import { PERSON_MODEL_NAME } from '../encode/encoder.js';
import { modelHash, type ScoringModel } from './model.js';
import { PERSON_MODEL } from './models/person-1.js';
import { evidenceOf, PERSON_COMPARISONS } from './person-evidence.js';
import { scorePair } from './score-pair.js';

/** Judges pairs of persons encoded with `person-1` by a frozen model. */
export function personPairModel(model: ScoringModel = PERSON_MODEL): PairModel {
  return {
    encoding: PERSON_MODEL_NAME,
    hash: modelHash(model),
    thresholds: model.thresholds,
    comparisons: PERSON_COMPARISONS.map(({ name }) => name),
    isWorthComparing: () => true,
    evidence: evidenceOf,
    score: (evidence) => scorePair(model, evidence),
  };
}
