import { modelHash, PERSON_COMPARISONS, type ScoringModel } from '#linkage';
import { generateCorpus } from '#testing';
import { labelledPairs, type LabelledRecord } from './labelled-pairs.js';
import { plainPairs } from './plain-pairs.js';
import { namesAndBirthOnly, withFieldsMissing } from './subsets.js';
import { trainModel } from './train-model.js';

const SEED = 5;
const records = (): LabelledRecord[] =>
  generateCorpus({ seed: SEED, persons: 300 }).records.map((record) => ({
    ...record,
    personId: record.truth.personId,
  }));

function trained(): Promise<ScoringModel> {
  const full = [plainPairs(records(), SEED)];
  const lean = [plainPairs(records().map(namesAndBirthOnly), SEED)];
  const missing = [plainPairs(records().map(withFieldsMissing(SEED)), SEED)];
  return trainModel([...full, ...lean, ...missing], { thresholds: [full, lean], posterior: [...full, ...lean] });
}

test('the same corpus trains the same model, bit for bit, with a whole number for each level', async () => {
  const model = await trained();
  expect(modelHash(await trained())).toBe(modelHash(model));
  for (const { name, levels } of PERSON_COMPARISONS) {
    expect(Object.keys(model.weights[name] ?? {})).toEqual(levels.slice(1));
  }
  expect(
    Object.values(model.weights)
      .flatMap((weights) => Object.values(weights))
      .every(Number.isInteger),
  ).toBe(true);
});

test('records compared without encoding give the same candidates and, but for the noise of sketches, the same levels', () => {
  const [plain, encoded] = [plainPairs(records(), SEED), labelledPairs(records())];
  const count = ({ patterns }: typeof plain, kind: 'same' | 'different') =>
    patterns.reduce((sum, row) => sum + row[kind], 0);
  expect(plain.truePairs).toBe(encoded.truePairs);
  for (const kind of ['same', 'different'] as const) expect(count(plain, kind)).toBe(count(encoded, kind));
  const known = new Map(encoded.patterns.map(({ levels, same, different }) => [levels.join(), same + different]));
  const agreeing = plain.patterns.reduce(
    (sum, { levels, same, different }) => sum + Math.min(same + different, known.get(levels.join()) ?? 0),
    0,
  );
  expect(agreeing / (count(plain, 'same') + count(plain, 'different'))).toBeGreaterThan(0.85);
});
