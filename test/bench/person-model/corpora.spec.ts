import { CORPORA } from './corpora.js';

test('no corpus is used twice, and names of training are in no other corpus', () => {
  const all = Object.values(CORPORA);
  const seeds = all.flatMap((part) => part.seeds);
  expect(new Set(seeds).size).toBe(seeds.length);
  const { training, frequencyTraining } = CORPORA;
  expect(all.filter(({ names }) => names === 'training')).toEqual([training, frequencyTraining]);
});
