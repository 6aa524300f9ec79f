import { writeFileSync } from 'node:fs';
import { modelHash } from '#linkage';
import { generateCorpus } from '#testing';
import { figuresOf } from './person-model/figures.js';
import { labelledPairs, namesAndBirthOnly, type LabelledPairs } from './person-model/labelled-pairs.js';
import { trainModel } from './person-model/train-model.js';

/**
 * Trains the model `person-1` on the generated corpus and prints it, with its figures on names that training never saw.
 *
 *   npm run bench -- person-model [MODEL.json]
 */
const TRAINING = [
  { seed: 11, persons: 16_000, names: 'training' },
  { seed: 12, persons: 8_000, names: 'training' },
] as const;
/** Calibration and thresholds: other names. */
const HOLD_OUT = [
  { seed: 21, persons: 8_000, names: 'held-out' },
  { seed: 22, persons: 8_000, names: 'held-out' },
] as const;
/** Figures: other records with these names. */
const TEST = [{ seed: 23, persons: 8_000, names: 'held-out' }] as const;

type Part = (typeof TRAINING | typeof HOLD_OUT | typeof TEST)[number];

/** Every part as it is, and with names, birth date and sex alone. */
function pairsOf(parts: readonly Part[]): { full: LabelledPairs[]; lean: LabelledPairs[] } {
  const full: LabelledPairs[] = [];
  const lean: LabelledPairs[] = [];
  for (const part of parts) {
    process.stderr.write(`pairs of ${part.persons} persons, ${part.names} names, seed ${part.seed}\n`);
    const { records } = generateCorpus(part);
    const labelled = records.map((record) => ({ ...record, personId: record.truth.personId }));
    full.push(labelledPairs(labelled));
    lean.push(labelledPairs(labelled.map(namesAndBirthOnly)));
  }
  return { full, lean };
}

const [training, holdOut, test] = [pairsOf(TRAINING), pairsOf(HOLD_OUT), pairsOf(TEST)];
const model = trainModel([...training.full, ...training.lean], [...holdOut.full, ...holdOut.lean]);
const [, , file] = process.argv;
if (file !== undefined) writeFileSync(file, `${JSON.stringify(model, null, 2)}\n`);
process.stdout.write(
  `${JSON.stringify({ hash: modelHash(model), allFields: figuresOf(model, test.full), namesAndBirth: figuresOf(model, test.lean), model })}\n`,
);
