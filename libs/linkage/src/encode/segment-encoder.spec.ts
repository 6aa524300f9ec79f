import { sameSlot, overlap, tokenDice } from '../score/bits.js';
import { place, type SegmentLayout } from './layout.js';
import { createSegmentEncoder, type SegmentedVariant } from './segment-encoder.js';

const LAYOUT: SegmentLayout = {
  bytes: 128,
  filters: [{ name: 'given', bits: 256, hashes: 12 }],
  slots: [
    { name: 'given', domain: 'name', bits: 24 },
    { name: 'surname', domain: 'name', bits: 24 },
  ],
};
const { filters, slots } = place(LAYOUT);
const KEY = Buffer.alloc(32, 7);
const encoder = createSegmentEncoder(KEY, 'VICTIM', 1, LAYOUT);
const encode = (given: string, surname: string | null, salt: string, by = encoder): SegmentedVariant => {
  const tokens = [...`_${given}_`].slice(1).map((letter, i) => `${`_${given}`.charAt(i)}${letter}`);
  const [only] = by.encode({
    tokens: { given: tokens },
    slots: { given, surname },
    salts: [{ v: 'A', salt: [salt] }],
  });
  if (only === undefined) throw new Error('no variant');
  return only;
};
const [filter] = filters;
const [given, surname] = slots;
if (filter === undefined || given === undefined || surname === undefined) throw new Error('layout');
const dice = (a: SegmentedVariant, b: SegmentedVariant) =>
  tokenDice(overlap(a.seg, b.seg, filter.offset, filter.length), filter.bits);

test('under one salt similarity survives, equality shows in the slots', () => {
  const [a, b] = [encode('gulnara', 'karim', 's'), encode('gulnora', 'karim', 's')];
  expect(a.tag).toBe(b.tag);
  expect(dice(a, encode('gulnara', null, 's'))).toBe(1000);
  // 8 padded bigrams each, 6 of them in common.
  expect(dice(a, b)).toBeGreaterThan(650);
  expect(dice(a, b)).toBeLessThan(850);
  expect(dice(a, encode('zebo', null, 's'))).toBeLessThan(350);
  expect(sameSlot(a.seg, b.seg, surname.offset, surname.offset, surname.length)).toBe(true);
  expect(sameSlot(a.seg, b.seg, given.offset, given.offset, given.length)).toBe(false);
});

test('slots of one domain find a form in the other column; an absent form compares with nothing', () => {
  const [a, b] = [encode('karim', 'aziz', 's'), encode('aziz', 'karim', 's')];
  expect(sameSlot(a.seg, b.seg, given.offset, surname.offset, given.length)).toBe(true);
  const absent = encode('karim', null, 's');
  expect(sameSlot(a.seg, absent.seg, surname.offset, surname.offset, surname.length)).toBeNull();
});

test('another salt, key, purpose or epoch: no tag and no form meets, and similarity is chance', () => {
  const one = encode('gulnara', 'karim', 's');
  const others = [
    encode('gulnara', 'karim', 't'),
    encode('gulnara', 'karim', 's', createSegmentEncoder(Buffer.alloc(32, 8), 'VICTIM', 1, LAYOUT)),
    encode('gulnara', 'karim', 's', createSegmentEncoder(KEY, 'SUBJECT', 1, LAYOUT)),
    encode('gulnara', 'karim', 's', createSegmentEncoder(KEY, 'VICTIM', 2, LAYOUT)),
  ];
  for (const other of others) {
    expect(other.tag).not.toBe(one.tag);
    expect(sameSlot(one.seg, other.seg, surname.offset, surname.offset, surname.length)).toBe(false);
    expect(dice(one, other)).toBeLessThan(450);
  }
});

test('a layout whose parts do not fit or are no whole bytes is refused', () => {
  expect(() => place({ ...LAYOUT, bytes: 32 })).toThrow(RangeError);
  expect(() => place({ bytes: 9, filters: [{ name: 'f', bits: 9, hashes: 1 }], slots: [] })).toThrow(RangeError);
});
