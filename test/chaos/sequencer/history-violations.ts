import { COUNTRIES, topicOf } from '#contracts';
import { evolveReferral, isOpen, NO_HISTORY, type Referral, type ReferralHistory } from '#domain';
import { inboxCopies } from '../../../apps/aggregator/src/referrals/inbox-copies.js';
import { Guards } from '../../../apps/aggregator/src/referrals/open-guards.js';
import type { ReferralRegion } from '../../../apps/aggregator/src/referrals/referrals.testing.js';
import { toldIn, type Told } from './told-records.js';

/**
 * What must hold of everything that was ever written about referrals, whoever was killed meanwhile: one outcome for each command, histories
 * that fold, inboxes that say what the history says and nothing else.
 * @param sent ids of all commands
 */
export async function historyViolations(region: ReferralRegion, sent: ReadonlySet<string>): Promise<string[]> {
  const history = await toldIn(region.kafka, 'referral');
  return [
    ...history.violations,
    ...answers(history, sent),
    ...(await folded(history, region)),
    ...(await inboxes(history, region)),
  ];
}

function answers({ records }: Told, sent: ReadonlySet<string>): string[] {
  const times = new Map<string, number>();
  for (const { outcome } of [...records.values()].flat()) {
    const { data } = outcome;
    // What the first start withdraws names that start too, and is no answer.
    if (!('command' in data) || data.command === undefined || ('cause' in data && data.cause === 'SIBLING_STARTED')) {
      continue;
    }
    times.set(data.command.id, (times.get(data.command.id) ?? 0) + 1);
  }
  return [
    ...[...sent].filter((id) => !times.has(id)).map((id) => `command ${id} was never decided`),
    ...[...times].filter(([, count]) => count > 1).map(([id, count]) => `command ${id} was decided ${count} times`),
    ...[...times.keys()].filter((id) => !sent.has(id)).map((id) => `command ${id} was never given`),
  ];
}

async function folded({ records }: Told, region: ReferralRegion): Promise<string[]> {
  const guards = new Guards([region.key]);
  const violations: string[] = [];
  const open: Referral[] = [];
  for (const [referralRef, told] of records) {
    try {
      let state: ReferralHistory = NO_HISTORY;
      for (const { outcome } of told) state = evolveReferral(state, await guards.openOutcome(outcome));
      if (state.referral !== null && isOpen(state.referral)) open.push(state.referral);
    } catch (error) {
      violations.push(`${referralRef} does not fold: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const asked = open.flatMap(({ caseRef, to, slotRefs }) => slotRefs.map((slot) => `${caseRef} ${to} ${slot}`));
  const twice = asked.filter((one, i) => asked.indexOf(one) !== i);
  return [...violations, ...twice.map((one) => `two open referrals of one case, receiver and service: ${one}`)];
}

/** Each inbox holds the copies that the history gives it, in the history's order. */
async function inboxes({ records }: Told, region: ReferralRegion): Promise<string[]> {
  const violations: string[] = [];
  for (const country of COUNTRIES) {
    const topic = topicOf(country, 'inbox');
    const inbox = await toldIn(region.kafka, topic);
    violations.push(...inbox.violations);
    for (const [referralRef, told] of records) {
      const due = told.flatMap(({ outcome }) => inboxCopies(outcome)).filter((copy) => copy.topic === topic);
      const got = (inbox.records.get(referralRef) ?? []).map(({ outcome }) => outcome);
      const same =
        JSON.stringify(due.map(({ type, data }) => [type, data])) ===
        JSON.stringify(got.map(({ type, data }) => [type, data]));
      if (!same) violations.push(`${country} was told ${got.length} outcomes of ${referralRef}, of ${due.length}`);
    }
    const strange = [...inbox.records.keys()].filter((referralRef) => !records.has(referralRef));
    violations.push(...strange.map((referralRef) => `${country} was told of ${referralRef}, which has no history`));
  }
  return violations;
}
