import type { ScoringModel } from '../model.js';
import { PERSON_CALIBRATION } from './person-1.calibration.js';
import { PERSON_WEIGHTS } from './person-1.weights.js';

/** Trained by `npm run bench -- person-model` on the generated corpus; frozen: a change is another version. */
export const PERSON_MODEL: ScoringModel = {
  name: 'person-1',
  version: 2,
  prior: -5712,
  weights: PERSON_WEIGHTS,
  calibration: PERSON_CALIBRATION,
  thresholds: {
    statistical: 3996,
    review: -2413,
    keep: -12255,
    sameSource: 3996,
  },
};
