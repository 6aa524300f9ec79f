import fc from 'fast-check';
import { isotonic } from './isotonic.js';

const MILLION = 1_000_000;
const row = fc.record({ score: fc.integer({ min: -50, max: 50 }), same: fc.nat(40), different: fc.nat(40) });
const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`isotonic: fast-check seed ${seed} (FC_SEED)\n`));

test('shares rise with the score; where they fall, scores share a step', () => {
  const rows = [
    { score: 1, same: 1, different: 9 },
    { score: 2, same: 6, different: 4 },
    { score: 3, same: 4, different: 6 },
    { score: 4, same: 9, different: 1 },
  ];
  expect(isotonic(rows, 1).map(([least]) => least)).toEqual([1, 2, 4]);
  expect(isotonic(rows, 1)[1]?.[1]).toBe(Math.round((MILLION * 10.5) / 21));
  expect(isotonic(rows, 11).map(([least]) => least)).toEqual([1, 3]);
  expect(isotonic(rows, 100)).toHaveLength(1);
});

test('whatever the rows: steps rise, none is 0 or 1, each has the pairs asked for, and what is expected is what was seen', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(row, { selector: ({ score }) => score, minLength: 1 }),
      fc.integer({ min: 1, max: 200 }),
      (rows, least) => {
        const steps = isotonic(rows, least);
        const shares = steps.map(([, share]) => share);
        expect(shares).toEqual([...shares].sort((a, b) => a - b));
        expect(shares.every((share) => share > 0 && share < MILLION)).toBe(true);
        const pairs = steps.map(([from], i) => {
          const to = steps[i + 1]?.[0] ?? Infinity;
          return rows
            .filter(({ score }) => score >= from && score < to)
            .reduce((sum, { same, different }) => sum + same + different, 0);
        });
        if (steps.length > 1) expect(Math.min(...pairs)).toBeGreaterThanOrEqual(least);
        const expected = pairs.reduce((sum, count, i) => sum + (count * (shares[i] ?? 0)) / MILLION, 0);
        const seen = rows.reduce((sum, { same }) => sum + same, 0);
        expect(Math.abs(expected - seen)).toBeLessThanOrEqual(steps.length / 2 + 1);
      },
    ),
    { seed },
  );
});
