import { PERSON_MODEL } from '#linkage';
import { generateCorpus } from '#testing';
import { figuresOf } from '../person-model/figures.js';
import { labelledPairs } from '../person-model/labelled-pairs.js';
import { namesAndBirthOnly } from '../person-model/subsets.js';
import { say } from '../lib/report.js';
import { lowMetric, type Outcome } from './part.js';

/** Records that neither training nor the choice of thresholds saw, with names that training never saw. */
const CORPUS = { seed: 31, persons: 8_000, names: 'held-out' } as const;
const GOAL = 0.02;

/** Whether pairs of a posterior of 0.8 are one person four times out of five. */
export function calibration(): Promise<Outcome> {
  say(`calibration on ${CORPUS.persons} generated persons, seed ${CORPUS.seed}`);
  const records = generateCorpus(CORPUS).records.map((record) => ({ ...record, personId: record.truth.personId }));
  const sets = [labelledPairs(records), labelledPairs(records.map(namesAndBirthOnly))];
  const figures = figuresOf(PERSON_MODEL, sets);
  return Promise.resolve({
    metrics: [lowMetric('calibrationError', figures.calibrationError, GOAL, 'share')],
    details: { corpus: CORPUS, ...figures },
  });
}
