import { randomUUID } from 'node:crypto';
import type { TestRecord } from '#testing';
import type { ReferralRegion } from '../../../apps/aggregator/src/referrals/referrals.testing.js';

export interface Request {
  readonly referralRef: string;
  readonly record: TestRecord;
}

/** Signed requests of Kazakhstan to Uzbekistan, each for a case of its own, with their sealed parts. */
export async function requests(region: ReferralRegion, count: number): Promise<Request[]> {
  const made: Request[] = [];
  for (let i = 0; i < count; i += 1) {
    const referralRef = randomUUID();
    const guarding = { caseRef: randomUUID(), slotRefs: [randomUUID()] };
    const record = await region.record('KZ', referralRef, 'kerege.referral.request.v1', { to: 'UZ', guarding });
    made.push({ referralRef, record });
  }
  return made;
}
