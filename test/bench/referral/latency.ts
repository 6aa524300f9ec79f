import { setTimeout as sleep } from 'node:timers/promises';
import { topicOf } from '#contracts';
import { eventually } from '#testing';
import type { ReferralRegion } from '../../../apps/aggregator/src/referrals/referrals.testing.js';
import type { Request } from './requests.js';

const LIMIT_MS = 120_000;

/** Milliseconds from the moment at which each request was due to be sent until the receiving country has it in hand, at a steady rate. */
export async function latencies(
  region: ReferralRegion,
  requests: readonly Request[],
  perSecond: number,
): Promise<number[]> {
  const told = region.told.get('UZ') ?? [];
  const sentAt = new Map<string, number>();
  const took = new Map<string, number>();
  let seen = told.length;
  const look = () => {
    const now = performance.now();
    for (const { referralRef } of told.slice(seen)) {
      const sent = sentAt.get(referralRef);
      if (sent !== undefined && !took.has(referralRef)) took.set(referralRef, now - sent);
    }
    seen = told.length;
  };
  const watch = setInterval(look, 1);
  const sending: Promise<void>[] = [];
  const begin = performance.now();
  for (const [i, { referralRef, record }] of requests.entries()) {
    const due = begin + (i * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await sleep(wait);
    // From the moment that it was due: a sender that falls behind shows.
    sentAt.set(referralRef, due);
    sending.push(region.region.send(topicOf('KZ', 'referral'), record));
  }
  await Promise.all(sending);
  await eventually(() => took.size === requests.length, { timeoutMs: LIMIT_MS, what: 'every request to arrive' });
  clearInterval(watch);
  return [...took.values()].sort((a, b) => a - b);
}
