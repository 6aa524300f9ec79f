import fc from 'fast-check';
import { generateCorpus } from '#testing';
import { createPersonEncoder } from '../encode/encoder.js';
import { personEncodable } from '../encode/person-encodable.js';
import { personForms } from '../encode/person-forms.js';
import { PERSON_LAYOUT } from '../encode/person-layout.js';
import { createSegmentEncoder } from '../encode/segment-encoder.js';
import type { VariantBits } from '../cluster/pair-model.js';
import { candidatePairs } from './candidates.js';
import { comparable } from './comparable.js';
import { PERSON_MODEL } from './models/person-1.js';
import { evidenceOf } from './person-evidence.js';
import { scoreBound } from './score-bound.js';
import { scorePair } from './score-pair.js';

const SEED = Number(process.env['KEREGE_SEED'] ?? Date.now() % 1_000_000);
const { canReach, canReachAlone } = scoreBound(PERSON_MODEL);
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

test(`a segment that lies among other bytes is judged as one by itself (seed ${SEED})`, () => {
  const encoder = createSegmentEncoder(Buffer.alloc(32, 9), 'VICTIM', 1, PERSON_LAYOUT);
  const { records } = generateCorpus({ seed: SEED, persons: 300, names: 'training' });
  const { review } = PERSON_MODEL.thresholds;
  // One tag for everybody: pairs of relatives, namesakes and strangers, in every combination of levels.
  const salts = [{ v: 'A', salt: ['everybody'] }];
  const segments = records.slice(0, 250).map((record) => {
    const forms = personEncodable(personForms(record));
    return encoder.encode({ ...forms, salts }, record.recordId)[0]?.seg ?? Buffer.alloc(0);
  });
  const answers = { false: 0, true: 0 };
  for (const mine of segments) {
    for (const [i, other] of segments.entries()) {
      const bytes = Buffer.concat([Buffer.alloc(i % 7, 0xa5), other]);
      const alone = (seg: Uint8Array): VariantBits[] => [{ v: 'B', tag: '1'.repeat(16), seg }];
      const expected = canReach(alone(mine), alone(other), review);
      expect(canReachAlone(mine, bytes, i % 7, review)).toBe(expected);
      answers[`${expected}`] += 1;
    }
  }
  expect(Math.min(answers.false, answers.true)).toBeGreaterThan(100);
});
