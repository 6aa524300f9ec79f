import { randomUUID } from 'node:crypto';
import { erasureRefOf, sharingRefOf } from './erasure-ref.js';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** The bits that a version 4 UUID leaves to chance. */
const RANDOM_BITS = 'ffffffff-ffff-0fff-3fff-ffffffffffff';

const digits = (ref: string) => [...ref.replaceAll('-', '')].map((digit) => Number.parseInt(digit, 16));

test.each([
  ['of an erasure', erasureRefOf],
  ['of the end of sharing', sharingRefOf],
])('%s is a UUID v4 other than the referral’s, and gives the referral’s back', (_, refOf) => {
  for (let i = 0; i < 100; i += 1) {
    const referralRef = randomUUID();
    const ref = refOf(referralRef);
    expect(ref).toMatch(UUID_V4);
    expect(ref).not.toBe(referralRef);
    expect(refOf(ref)).toBe(referralRef);
  }
});

test('every random bit is turned over, and no other one', () => {
  const referralRef = randomUUID();
  const erasureRef = digits(erasureRefOf(referralRef));
  expect(digits(referralRef).map((digit, i) => digit ^ (erasureRef[i] ?? 0))).toEqual(digits(RANDOM_BITS));
});

test('an erasure and the end of sharing of one referral have two', () => {
  const referralRef = randomUUID();
  expect(sharingRefOf(referralRef)).not.toBe(erasureRefOf(referralRef));
});
