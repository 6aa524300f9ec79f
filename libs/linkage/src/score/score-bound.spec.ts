import fc from 'fast-check';
import { generateCorpus } from '#testing';
import { createPersonEncoder } from '../encode/encoder.js';
import { PERSON_LAYOUT } from '../encode/person-layout.js';
import type { VariantBits } from '../cluster/pair-model.js';
import { candidatePairs } from './candidates.js';
import { comparable } from './comparable.js';
import { PERSON_MODEL } from './models/person-1.js';
import { evidenceOf } from './person-evidence.js';
import { scoreBound } from './score-bound.js';
import { scorePair } from './score-pair.js';

const SEED = Number(process.env['KEREGE_SEED'] ?? Date.now() % 1_000_000);
const canReach = scoreBound(PERSON_MODEL);
const scoreOf = (a: readonly VariantBits[], b: readonly VariantBits[]) =>
  scorePair(PERSON_MODEL, evidenceOf(a, b)).mbits;

test(`no pair of the corpus scores more than its bound, and nearly all strangers are told apart by theirs (seed ${SEED})`, () => {
  const encoder = createPersonEncoder(Buffer.alloc(32, 7), 1);
  const { records } = generateCorpus({ seed: SEED, persons: 1_500, names: 'training' });
  const mentions = records.map((record) => ({
    source: record.country,
    variants: comparable(encoder.encode(record, record.recordId)),
  }));
  const { review } = PERSON_MODEL.thresholds;
  let [strangers, toldApart] = [0, 0];
  for (const [i, j] of candidatePairs(mentions)) {
    const [a, b] = [mentions[i]?.variants ?? [], mentions[j]?.variants ?? []];
    const score = scoreOf(a, b);
    expect([canReach(a, b, score), canReach(b, a, score)]).toEqual([true, true]);
    if (score >= review) continue;
    strangers += 1;
    if (!canReach(a, b, review)) toldApart += 1;
  }
  expect(strangers).toBeGreaterThan(100);
  expect(toldApart / strangers).toBeGreaterThan(0.5);
});

test(`whatever the segments hold, the score is not above the bound (seed ${SEED})`, () => {
  const { bytes } = PERSON_LAYOUT;
  const segment = fc.uint8Array({ minLength: bytes, maxLength: bytes });
  const stretch = fc.record({ at: fc.nat(bytes - 1), length: fc.nat(64) });
  const pair = fc.record({
    ...{ one: segment, other: segment },
    /** Where the two are the same: attributes in every combination of levels. */
    same: fc.array(stretch, { maxLength: 8 }),
    shared: fc.subarray(['A', 'B', 'C', 'F', 'X1', 'X2', 'X3', 'X4'], { minLength: 1 }),
  });
  fc.assert(
    fc.property(pair, ({ one, other, same, shared }) => {
      for (const { at, length } of same) other.set(one.subarray(at, at + length), at);
      const side = (seg: Uint8Array): VariantBits[] =>
        shared.map((v) => ({ v, tag: '0'.repeat(16), seg: v.startsWith('X') ? null : seg }));
      const [a, b] = [side(one), side(other)];
      return canReach(a, b, scoreOf(a, b));
    }),
    { seed: SEED, numRuns: 5_000 },
  );
});
