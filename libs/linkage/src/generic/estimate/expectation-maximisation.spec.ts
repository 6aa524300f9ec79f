import fc from 'fast-check';
import { EvidenceTable } from '../compare/evidence-table.js';
import type { Comparison } from '../compare/levels.js';
import { competingPosteriors } from '../decide/one-to-one.js';
import { estimate } from './expectation-maximisation.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`generic linkage: fast-check seed ${seed} (FC_SEED)\n`));

const comparison = (name: string): Comparison => ({ name, levels: 2, likely: [0.8, 0.2], rarity: false });

/** A table that has exactly the expected number of pairs of each pattern. */
function tableOf(m: readonly number[], u: readonly number[], matches: number, others: number): EvidenceTable {
  const table = new EvidenceTable(m.length);
  const agrees = (pattern: number, c: number) => (pattern >> c) % 2 === 0;
  const share = (rates: readonly number[], pattern: number) =>
    rates.reduce((product, rate, c) => product * (agrees(pattern, c) ? rate : 1 - rate), 1);
  for (let pattern = 0; pattern < 2 ** m.length; pattern += 1) {
    const n = Math.round(matches * share(m, pattern) + others * share(u, pattern));
    for (let i = 0; i < n; i += 1) {
      const at = table.next();
      m.forEach((_, c) => (table.levels[at + c] = agrees(pattern, c) ? 1 : 2));
      table.keep(0, 0);
    }
  }
  return table;
}

test('finds how matches show and how many there are, given how often strangers agree', () => {
  const rate = (from: number, to: number) => fc.double({ min: from, max: to, noNaN: true });
  const rates = fc.tuple(...[0, 1, 2, 3].map(() => fc.tuple(rate(0.75, 0.97), rate(0.01, 0.1))));
  fc.assert(
    fc.property(rates, fc.integer({ min: 500, max: 3_000 }), (pairs, matches) => {
      const [m, u] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
      const table = tableOf(m, u, matches, 20_000);
      const space = { left: 150, right: 150, pairs: table.length, isOwn: false };
      const chance = { rates: u.map((x) => Float64Array.from([0, x, 1 - x])), frequencies: [], records: 150 };
      const found = estimate(
        table,
        m.map((_, c) => comparison(`c${c}`)),
        chance,
        space,
      );
      expect(Math.abs(found.matches - matches) / matches).toBeLessThan(0.1);
      m.forEach((x, c) => expect(Math.abs((found.m[c]?.[1] ?? 0) - x)).toBeLessThan(0.05));
    }),
    { seed, numRuns: 15 },
  );
});

test('partners compete: of two that look alike neither is certain, a better one takes the record, a lone one keeps it', () => {
  const graph = {
    left: Int32Array.from([0, 0, 1, 1, 2]),
    right: Int32Array.from([0, 1, 2, 3, 4]),
    scores: Float64Array.from([12, 12, 18, 12, 12]),
    ...{ length: 5, leftRecords: 40, rightRecords: 40 },
  };
  const [tiedA = 0, tiedB = 0, better = 0, worse = 0, alone = 0] = competingPosteriors(graph, 3, 0.01);
  expect(tiedA).toBeCloseTo(tiedB, 9);
  expect(tiedA).toBeLessThan(0.51);
  expect(better).toBeGreaterThan(0.99);
  expect(worse).toBeLessThan(0.01);
  expect(alone).toBeGreaterThan(0.95);
});
