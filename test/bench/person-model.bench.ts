import { writeFileSync } from 'node:fs';
import { modelHash, PERSON_MODEL } from '#linkage';
import { generateCorpus } from '#testing';
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
const TRAINING = { seeds: [11, 12], persons: 16_000, names: 'training' } as const;
/** Calibration and thresholds: other names. */
const CALIBRATION = { seeds: [21, 22, 23, 24, 25, 26], persons: 8_000, names: 'held-out' } as const;
/** Figures: other records with these names. */
const HOLD_OUT = { seeds: [31, 32, 33], persons: 8_000, names: 'held-out' } as const;

type Part = typeof TRAINING | typeof CALIBRATION | typeof HOLD_OUT;

/** Each part with all fields, with names, birth date and sex alone, and with the year alone of the date. */
const SUBSETS = {
  allFields: (record: LabelledRecord) => record,
  namesAndBirth: namesAndBirthOnly,
  namesAndYear: namesAndYearOnly,
} as const;
type Subset = keyof typeof SUBSETS;

function recordsOf({ persons, names }: Part, seed: number): LabelledRecord[] {
  process.stderr.write(`pairs of ${persons} persons, ${names} names, seed ${seed}\n`);
  const { records } = generateCorpus({ seed, persons, names });
  return records.map((record) => ({ ...record, personId: record.truth.personId }));
}

function pairsOf(part: Part): Record<Subset, LabelledPairs[]> {
  const pairs: Record<Subset, LabelledPairs[]> = { allFields: [], namesAndBirth: [], namesAndYear: [] };
  for (const seed of part.seeds) {
    const records = recordsOf(part, seed);
    for (const [subset, reduced] of Object.entries(SUBSETS) as [Subset, (typeof SUBSETS)[Subset]][]) {
      pairs[subset].push(plainPairs(records.map(reduced), seed));
    }
  }
  return pairs;
}

/** Training sees records with fields missing at random as well. */
const missing = TRAINING.seeds.map((seed) => plainPairs(recordsOf(TRAINING, seed).map(withFieldsMissing(seed)), seed));
const training = [...Object.values(pairsOf(TRAINING)).flat(), ...missing];
const [calibration, holdOut] = [pairsOf(CALIBRATION), pairsOf(HOLD_OUT)];
const { allFields, namesAndBirth, namesAndYear } = calibration;
const model = trainModel(training, {
  thresholds: [allFields, namesAndBirth],
  posterior: [...allFields, ...namesAndBirth, ...namesAndYear],
});
const [, , file] = process.argv;
if (file !== undefined) writeFileSync(file, `${JSON.stringify(model, null, 2)}\n`);
const hash = modelHash(model);
const figures = Object.fromEntries(Object.entries(holdOut).map(([subset, sets]) => [subset, figuresOf(model, sets)]));
process.stdout.write(`${JSON.stringify({ hash, isFrozenOne: hash === modelHash(PERSON_MODEL), ...figures, model })}\n`);
