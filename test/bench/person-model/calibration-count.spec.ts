import { PERSON_MODEL, posteriorPpm, scorePair } from '#linkage';
import { CalibrationCount, greatestError, type Decile } from './calibration-count.js';
import { CORPORA, recordsOf } from './corpora.js';
import { plainPairs } from './plain-pairs.js';
import { namesAndBirthOnly } from './subsets.js';

const MILLION = 1_000_000;

test('deciles are of equal width; the error is the mean posterior less the observed share', () => {
  const levels = new Array<number>(19).fill(0);
  const evidence = { levels: Uint8Array.from(levels), shared: [] };
  const posterior = posteriorPpm(PERSON_MODEL, evidence, scorePair(PERSON_MODEL, evidence).mbits) / MILLION;
  const count = new CalibrationCount(PERSON_MODEL);
  count.add([{ levels, same: 1, different: 3 }]);
  count.add([{ levels, same: 3, different: 1 }]);
  const decile = count.deciles()[Math.floor(posterior * 10)];
  expect(decile).toMatchObject({ pairs: 8, observed: 0.5, standardError: 0.1768, betweenCorpora: 0.25 });
  expect(decile?.error).toBeCloseTo(posterior - 0.5, 3);
  expect(count.deciles().filter(({ pairs }) => pairs === 0)).toHaveLength(9);
  expect(greatestError(count.deciles(), 9)).toBe(0);
});

describe('the frozen posterior on corpora that nothing else sees', () => {
  const { seeds } = CORPORA.calibrationTest;
  const patterns = seeds.map((seed) => {
    const records = recordsOf(CORPORA.calibrationTest, seed);
    return [records, records.map(namesAndBirthOnly)].flatMap((some) => plainPairs(some, seed).patterns);
  });
  /** The goal, and what chance may add to it: four standard errors, because pairs that share records are not independent. */
  const bound = (standardError: number) => 0.02 + 4 * standardError;
  const beyond = (model: typeof PERSON_MODEL) => {
    const count = new CalibrationCount(model);
    for (const corpus of patterns) count.add(corpus);
    const deciles = count.deciles();
    return [...deciles, together(deciles.slice(1, -1))].filter(
      ({ pairs, error, standardError }) => pairs >= 30 && Math.abs(error ?? 0) > bound(standardError ?? 0),
    );
  };

  test('every tenth is right within the goal and what chance may add', () => {
    expect(beyond(PERSON_MODEL)).toEqual([]);
  });

  test('a score that is a bit and a half too high, or too low, would be seen', () => {
    for (const bits of [-1500, 1500]) {
      expect(beyond({ ...PERSON_MODEL, prior: PERSON_MODEL.prior + bits })).not.toEqual([]);
    }
  });
});

/** The tenths between the surest as one, in which chance is smaller. */
function together(deciles: readonly Decile[]): Pick<Decile, 'pairs' | 'error' | 'standardError'> {
  const pairs = deciles.reduce((sum, one) => sum + one.pairs, 0);
  const mean = (part: (one: Decile) => number) => deciles.reduce((sum, one) => sum + one.pairs * part(one), 0) / pairs;
  const variance = mean(({ observed }) => (observed ?? 0) * (1 - (observed ?? 0))) / pairs;
  return { pairs, error: mean(({ error }) => error ?? 0), standardError: Math.sqrt(variance) };
}
