import type { ScoringModel } from '../model.js';
import { PERSON_CALIBRATION } from './person-1.calibration.js';
import { PERSON_WEIGHTS } from './person-1.weights.js';

/** Trained by `npm run bench -- person-model` on the generated corpus; frozen: a change is another version. */
export const PERSON_MODEL: ScoringModel = {
  name: 'person-1',
  version: 3,
  prior: -5771,
  weights: PERSON_WEIGHTS,
  calibration: PERSON_CALIBRATION,
  thresholds: { statistical: 4007, review: -2494, keep: -12290, sameSource: 4007 },
};
