import fc from 'fast-check';
import { place } from '../../encode/layout.js';
import { CandidateIndex } from './candidates.js';
import { EncodedRecords } from './encoded-file.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`candidates: fast-check seed ${seed} (FC_SEED)\n`));

const RECIPES = 3;
const LAYOUT = place({ bytes: 4, filters: [], slots: [] });
/** Tags by recipe; `null`: the record has no such variant. Equal low halves must not pass for equal tags. */
type Tags = readonly (bigint | null)[];

function recordsOf(rows: readonly Tags[]): EncodedRecords {
  const records = new EncodedRecords(rows.length, RECIPES, 0, LAYOUT);
  rows.forEach((tags, i) => {
    const present = tags.flatMap((tag) => tag ?? []);
    const bytes = Buffer.alloc(8 * present.length);
    present.forEach((tag, at) => bytes.writeBigUInt64BE(tag, 8 * at));
    const mask = tags.reduce((bits, tag, recipe) => (tag === null ? bits : bits | (1 << recipe)), 0);
    const segments = Buffer.alloc(4 * present.length);
    records.add({ id: `r${i}`, source: '', mask, tags: bytes, segments, rarity: new Uint8Array(0) });
  });
  return records;
}

/** Candidates as `i-j:recipes that agree`. */
function found(index: CandidateIndex, records: number, within: boolean): string[] {
  const pairs: string[] = [];
  for (let i = 0; i < records; i += 1) index.each(i, within ? i + 1 : 0, (j, mask) => pairs.push(`${i}-${j}:${mask}`));
  return pairs;
}

const tag = fc.constantFrom(0n, 1n, 2n, 2n ** 32n, 2n ** 32n + 1n, 2n ** 64n - 1n);
const rows = fc.array(fc.array(fc.option(tag), { minLength: RECIPES, maxLength: RECIPES }), { maxLength: 12 });

test('candidates are the pairs with an equal tag under the same recipe, in the order of the records', () => {
  fc.assert(
    fc.property(rows, rows, fc.boolean(), (left, right, within) => {
      const [a, b] = [left, within ? left : right];
      const expected = a.flatMap((x, i) =>
        b.flatMap((y, j) => {
          const mask = x.reduce((bits, t, r) => (t !== null && t === y[r] ? bits | (1 << r) : bits), 0);
          return mask === 0 || (within && j <= i) ? [] : [`${i}-${j}:${mask}`];
        }),
      );
      expect(found(new CandidateIndex(recordsOf(a), recordsOf(b)), a.length, within)).toEqual(expected);
    }),
    { seed, numRuns: 300 },
  );
});

test('a tag that would bring more pairs than the cap is left out and told; the others stay', () => {
  const flood: Tags[] = Array.from({ length: 5 }, (_, i) => [7n, BigInt(i), null]);
  const records = recordsOf(flood);
  const index = new CandidateIndex(records, records, 24);
  expect(index.dropFloods()).toEqual({ tags: 1, pairs: 25 });
  expect(found(index, 5, false)).toEqual([0, 1, 2, 3, 4].map((i) => `${i}-${i}:2`));
});
