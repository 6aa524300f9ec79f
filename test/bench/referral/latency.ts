import { setTimeout as sleep } from 'node:timers/promises';
import { topicOf } from '#contracts';
import { eventually } from '#testing';
import type { ReferralRegion } from '../../../apps/aggregator/src/referrals/referrals.testing.js';
import type { InboxReader } from './inbox-reader.js';
import type { Request } from './requests.js';

const LIMIT_MS = 120_000;
/** What is due within this long leaves together, as a national service's relay sends it. Milliseconds. */
const GATHER_MS = 10;

/**
 * Sends requests at a steady rate and waits until the receiving country has them all.
 * @returns by referral, when each was due to be sent: milliseconds since 1970, so a sender that falls behind shows
 */
export async function sendSteadily(
  region: ReferralRegion,
  reader: InboxReader,
  requests: readonly Request[],
  perSecond: number,
): Promise<ReadonlyMap<string, number>> {
  const begin = performance.now();
  const due = new Map(
    requests.map(({ referralRef }, i) => [referralRef, performance.timeOrigin + begin + (i * 1000) / perSecond]),
  );
  const sending: Promise<void>[] = [];
  for (let next = 0; next < requests.length;) {
    await sleep(GATHER_MS);
    const end = Math.min(requests.length, Math.floor(((performance.now() - begin) * perSecond) / 1000) + 1);
    if (end <= next) continue;
    const records = requests.slice(next, end).map(({ record }) => record);
    sending.push(region.region.send(topicOf('KZ', 'referral'), ...records));
    next = end;
  }
  await Promise.all(sending);
  const arrived = () => requests.every(({ referralRef }) => reader.arrivals.has(referralRef));
  await eventually(arrived, { timeoutMs: LIMIT_MS, what: 'every request to arrive' });
  return due;
}
