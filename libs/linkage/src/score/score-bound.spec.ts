import fc from 'fast-check';
import { generateCorpus } from '#testing';
import { createPersonEncoder } from '../encode/encoder.js';
import { personEncodable } from '../encode/person-encodable.js';
import { personForms } from '../encode/person-forms.js';
import { place } from '../encode/layout.js';
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

test(`pairs of the corpus reach their score, and none that shares no number reaches more (seed ${SEED})`, () => {
  const encoder = createPersonEncoder(Buffer.alloc(32, 7), 1);
  const { records } = generateCorpus({ seed: SEED, persons: 1_500, names: 'training' });
  const mentions = records.map((record) => ({
    source: record.country,
    variants: comparable(encoder.encode(record, record.recordId)),
  }));
  const { review } = PERSON_MODEL.thresholds;
  let toldApart = 0;
  for (const [i, j] of candidatePairs(mentions)) {
    const [a, b] = [mentions[i]?.variants ?? [], mentions[j]?.variants ?? []];
    const score = scoreOf(a, b);
    expect([canReach(a, b, score), canReach(b, a, score)]).toEqual([true, true]);
    const sharesNumber = a.some(
      ({ v, tag }) => v.startsWith('X') && b.some((other) => other.v === v && other.tag === tag),
    );
    expect(canReach(a, b, score + 1)).toBe(sharesNumber);
    if (score < review && !sharesNumber) toldApart += 1;
  }
  expect(toldApart).toBeGreaterThan(100);
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
  const { records } = generateCorpus({ seed: SEED, persons: 200, names: 'training' });
  const { review } = PERSON_MODEL.thresholds;
  // One tag for everybody: pairs of relatives, namesakes and strangers, in every combination of levels.
  const salts = [{ v: 'A', salt: ['everybody'] }];
  const segments = records.slice(0, 200).map((record) => {
    const forms = personEncodable(personForms(record));
    return encoder.encode({ ...forms, salts }, record.recordId)[0]?.seg ?? Buffer.alloc(0);
  });
  const alone = (seg: Uint8Array): VariantBits[] => [{ v: 'B', tag: '1'.repeat(16), seg }];
  const answers = { false: 0, true: 0, mistaken: 0 };
  for (const [i, other] of segments.entries()) {
    const bytes = Buffer.concat([Buffer.alloc(i % 7, 0xa5), other]);
    for (const mine of segments) {
      const expected = canReach(alone(mine), alone(other), review);
      answers[`${expected}`] += 1;
      if (canReachAlone(mine, bytes, i % 7, review) !== expected) answers.mistaken += 1;
    }
  }
  expect(answers.mistaken).toBe(0);
  expect(Math.min(answers.false, answers.true)).toBeGreaterThan(100);
});

test(`whatever a lone segment holds, it reaches its own score and no other (seed ${SEED})`, () => {
  const { bytes, slots } = place(PERSON_LAYOUT);
  const segment = fc.uint8Array({ minLength: bytes, maxLength: bytes });
  const offsetOf = (name: string) => slots.find((slot) => slot.name === name)?.offset ?? NaN;
  /** Slots of two kinds that are asked for the same bits: swapped columns, other names, a date that a number carries. */
  const crossings = [
    ...(['given alias1', 'surname alias4', 'surname patronymic', 'surname givenAsSurname'] as const),
    ...(['given surnameAsGiven', 'birthDate carriedDate', 'month day', 'year+0 year+1', 'year+1 year+6'] as const),
  ].flatMap((names) => [names.split(' '), names.split(' ').reverse()].map((pair) => pair.map(offsetOf)));
  const [same, crossed] = [
    fc.array(fc.boolean(), { minLength: slots.length, maxLength: slots.length }),
    fc.array(fc.nat(3), { minLength: crossings.length, maxLength: crossings.length }),
  ];
  const alone = (seg: Uint8Array): VariantBits[] => [{ v: 'C', tag: '2'.repeat(16), seg }];
  fc.assert(
    fc.property(segment, segment, same, crossed, fc.nat(40), (one, other, isSame, isCrossed, at) => {
      const copy = (from: number, to: number, length: number) => other.set(one.subarray(from, from + length), to);
      for (const [i, { offset, length }] of slots.entries()) if (isSame[i] === true) copy(offset, offset, length);
      for (const [i, [from = 0, to = 0]] of crossings.entries()) if (isCrossed[i] === 0) copy(from, to, 1);
      for (const [i, [from = 0, to = 0]] of crossings.entries()) if (isCrossed[i] === 1) copy(from, to, 2);
      const among = Buffer.concat([Buffer.alloc(at, 0x5a), other]);
      const score = scoreOf(alone(one), alone(other));
      return [score - 500, score, score + 1, score + 500].every((least) => {
        const answers = [canReach(alone(one), alone(other), least), canReachAlone(one, among, at, least)];
        return answers.every((answer) => answer === score >= least);
      });
    }),
    { seed: SEED, numRuns: 4_000 },
  );
});
