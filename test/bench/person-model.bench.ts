import { writeFileSync } from 'node:fs';
import { modelHash, PERSON_MODEL } from '#linkage';
import { CORPORA, type Corpora } from './person-model/corpora.js';
import { figuresOf } from './person-model/figures.js';
import type { LabelledPairs } from './person-model/labelled-pairs.js';
import { pairsInThreads } from './person-model/pairs-in-threads.js';
import type { Subset } from './person-model/subsets.js';
import { trainModel } from './person-model/train-model.js';

/**
 * Trains the model `person-1` on the generated corpus and prints it, with its figures on names that training never saw, and
 * whether it is the frozen one: the same sources give the same model, bit for bit.
 *
 *   npm run bench -- person-model [MODEL.json]
 */

type Judged = Exclude<Subset, 'missing'>;
/** Each part with all fields, with names, birth date and sex alone, and with the year alone of the date. */
const JUDGED: readonly Judged[] = ['allFields', 'namesAndBirth', 'namesAndYear'];

/** By subset the pairs of each corpus. */
async function pairsOf<S extends Subset>(corpora: Corpora, subsets: readonly S[]): Promise<Record<S, LabelledPairs[]>> {
  const sets: LabelledPairs[][] = [];
  for await (const made of pairsInThreads(corpora, subsets)) sets.push(made);
  const bySubset = subsets.map((subset, i) => [subset, sets.flatMap((made) => made[i] ?? [])]);
  return Object.fromEntries(bySubset) as Record<S, LabelledPairs[]>;
}

/** Pairs for the posterior, made when they are asked for: of each corpus with all fields, and with names, birth date and sex. */
async function* posteriorPairs(): AsyncGenerator<LabelledPairs> {
  for await (const made of pairsInThreads(CORPORA.posterior, ['allFields', 'namesAndBirth'])) yield* made;
}

/** Training sees records with fields missing at random as well. */
const training = await pairsOf(CORPORA.training, [...JUDGED, 'missing']);
const [thresholds, figures] = [await pairsOf(CORPORA.thresholds, JUDGED), await pairsOf(CORPORA.figures, JUDGED)];
const model = await trainModel(Object.values(training).flat(), {
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
