import { writeFileSync } from 'node:fs';
import { modelHash, PERSON_MODEL } from '#linkage';
import { say } from './lib/report.js';
import { CORPORA, recordsOf, type Corpora } from './person-model/corpora.js';
import { figuresOf } from './person-model/figures.js';
import type { LabelledPairs, LabelledRecord } from './person-model/labelled-pairs.js';
import { plainPairs } from './person-model/plain-pairs.js';
import { namesAndBirthOnly, namesAndYearOnly, withFieldsMissing } from './person-model/subsets.js';
import { trainModel } from './person-model/train-model.js';

/**
 * Trains the model `person-1` on the generated corpus and prints it, with its figures on names that training never saw, and
 * whether it is the frozen one: the same sources give the same model, bit for bit.
 *
 *   npm run bench -- person-model [MODEL.json]
 */

/** Each part with all fields, with names, birth date and sex alone, and with the year alone of the date. */
const SUBSETS = {
  allFields: (record: LabelledRecord) => record,
  namesAndBirth: namesAndBirthOnly,
  namesAndYear: namesAndYearOnly,
} as const;
type Subset = keyof typeof SUBSETS;

function spoken(corpora: Corpora, seed: number): LabelledRecord[] {
  say(`pairs of ${corpora.persons} persons, ${corpora.names} names, seed ${seed}`);
  return recordsOf(corpora, seed);
}

function pairsOf(corpora: Corpora): Record<Subset, LabelledPairs[]> {
  const pairs: Record<Subset, LabelledPairs[]> = { allFields: [], namesAndBirth: [], namesAndYear: [] };
  for (const seed of corpora.seeds) {
    const records = spoken(corpora, seed);
    for (const [subset, reduced] of Object.entries(SUBSETS) as [Subset, (typeof SUBSETS)[Subset]][]) {
      pairs[subset].push(plainPairs(records.map(reduced), seed));
    }
  }
  return pairs;
}

/** Pairs for the posterior, made when they are asked for: of each corpus with all fields, and with names, birth date and sex. */
function* posteriorPairs(): Generator<LabelledPairs> {
  for (const seed of CORPORA.posterior.seeds) {
    const records = spoken(CORPORA.posterior, seed);
    yield plainPairs(records, seed);
    yield plainPairs(records.map(namesAndBirthOnly), seed);
  }
}

/** Training sees records with fields missing at random as well. */
const missing = CORPORA.training.seeds.map((seed) =>
  plainPairs(spoken(CORPORA.training, seed).map(withFieldsMissing(seed)), seed),
);
const training = [...Object.values(pairsOf(CORPORA.training)).flat(), ...missing];
const [thresholds, figures] = [pairsOf(CORPORA.thresholds), pairsOf(CORPORA.figures)];
const model = trainModel(training, {
  thresholds: [thresholds.allFields, thresholds.namesAndBirth],
  posterior: posteriorPairs(),
});
const [, , file] = process.argv;
if (file !== undefined) writeFileSync(file, `${JSON.stringify(model, null, 2)}\n`);
const hash = modelHash(model);
const bySubset = Object.fromEntries(Object.entries(figures).map(([subset, sets]) => [subset, figuresOf(model, sets)]));
process.stdout.write(
  `${JSON.stringify({ hash, isFrozenOne: hash === modelHash(PERSON_MODEL), ...bySubset, model })}\n`,
);
