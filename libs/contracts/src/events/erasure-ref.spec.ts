import { randomUUID } from 'node:crypto';
import { erasureRefOf } from './erasure-ref.js';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** The bits that a version 4 UUID leaves to chance. */
const RANDOM_BITS = 'ffffffff-ffff-0fff-3fff-ffffffffffff';

const digits = (ref: string) => [...ref.replaceAll('-', '')].map((digit) => Number.parseInt(digit, 16));

test('is a UUID v4 other than the referral’s, and gives the referral’s back', () => {
  for (let i = 0; i < 100; i += 1) {
    const referralRef = randomUUID();
    const erasureRef = erasureRefOf(referralRef);
    expect(erasureRef).toMatch(UUID_V4);
    expect(erasureRef).not.toBe(referralRef);
    expect(erasureRefOf(erasureRef)).toBe(referralRef);
  }
});

test('every random bit is turned over, and no other one', () => {
  const referralRef = randomUUID();
  const erasureRef = digits(erasureRefOf(referralRef));
  expect(digits(referralRef).map((digit, i) => digit ^ (erasureRef[i] ?? 0))).toEqual(digits(RANDOM_BITS));
});
