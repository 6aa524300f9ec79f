import { randomUUID } from 'node:crypto';
import { erasureRefOf, sharingRefOf } from './erasure-ref.js';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

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

test('an erasure and the end of sharing of one referral have two', () => {
  const referralRef = randomUUID();
  expect(sharingRefOf(referralRef)).not.toBe(erasureRefOf(referralRef));
});
