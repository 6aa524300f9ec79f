import type { PairModel } from '../cluster/pair-model.js';
import { PERSON_MODEL_NAME } from '../encode/encoder.js';
import { personBands } from '../review/person-bands.js';
import { textOf } from '../review/proposal-text.js';
import { modelHash, posteriorPpm, type ScoringModel } from './model.js';
import { PERSON_MODEL } from './models/person-1.js';
import { evidenceOf, PERSON_COMPARISONS } from './person-evidence.js';
import { scoreBound } from './score-bound.js';
import { scorePair } from './score-pair.js';

/** Judges pairs of persons encoded with `person-1` by a frozen model. */
export function personPairModel(model: ScoringModel = PERSON_MODEL): PairModel {
  return {
    encoding: PERSON_MODEL_NAME,
    hash: modelHash(model),
    thresholds: model.thresholds,
    comparisons: PERSON_COMPARISONS,
    ...scoreBound(model),
    evidence: evidenceOf,
    score: (evidence) => scorePair(model, evidence),
    posteriorPpm: (evidence, mbits) => posteriorPpm(model, evidence, mbits),
    text: (evidence) => textOf(personBands(evidence.levels), scorePair(model, evidence).lookalike),
  };
}
