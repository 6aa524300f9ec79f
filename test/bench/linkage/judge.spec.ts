import { judgePairs, pairKey, pairsWithin } from './judge.js';

const keys = (...pairs: [string, string][]) => new Set(pairs.map(([a, b]) => pairKey(a, b)));

test('a pair is the same whichever side comes first', () => {
  expect(keys(['b', 'a'], ['a', 'b']).size).toBe(1);
});

test('precision, recall and F1 of an answer', () => {
  const truth = keys(['a1', 'b1'], ['a2', 'b2'], ['a3', 'b3'], ['a4', 'b4']);
  const judged = judgePairs(keys(['b1', 'a1'], ['a2', 'b2'], ['a3', 'b4']), truth);
  expect(judged).toMatchObject({ found: 3, right: 2, expected: 4, recall: 0.5 });
  expect(judged.precision).toBeCloseTo(2 / 3, 12);
  expect(judged.f1).toBeCloseTo(4 / 7, 12);
});

test('an empty answer is right in nothing', () => {
  expect(judgePairs(new Set(), keys(['a', 'b']))).toMatchObject({ precision: 0, recall: 0, f1: 0 });
});

test('records of one group make pairs, records alone make none', () => {
  const groups = new Map(Object.entries({ a: 'x', b: 'x', c: 'x', d: 'y', e: 'z', f: 'z' }));
  expect(pairsWithin(groups)).toEqual(keys(['a', 'b'], ['a', 'c'], ['b', 'c'], ['e', 'f']));
});
