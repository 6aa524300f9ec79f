import type { Reviewing, TwoCountries } from '../../e2e/review/two-countries.testing.js';
import type { Racer } from './racer.js';

/** An outcome as a register keeps it. */
interface Kept {
  readonly ref: string;
  readonly sequence: number;
  readonly type: string;
  readonly status: string | null;
  readonly source: string | null;
  readonly why: string | null;
}

const ENDS = ['WITHDRAWN', 'REJECTED', 'FAILED'];
const KEPT = `
  SELECT referral_ref AS ref, sequence, type, data ->> 'status' AS status, data -> 'command' ->> 'source' AS source,
         data ->> 'why' AS why
    FROM referral.outcome ORDER BY referral_ref, sequence`;

/** One winner each, the loser told the state that the winner made, and three stores that say the same. */
export async function raceViolations(region: TwoCountries, racers: readonly Racer[], refusedAtOnce: number) {
  const [ofKz, ofUz] = [await registerOf(region, 'KZ'), await registerOf(region, 'UZ')];
  const held = await region.rows<{ ref: string; status: string }>(
    'aggregator',
    'SELECT referral_ref AS ref, status FROM aggregator.referral',
  );
  const ofAggregator = new Map(held.map(({ ref, status }) => [ref, status]));
  const won = { sender: 0, receiver: 0 };
  const violations: string[] = [];
  let refused = 0;
  for (const { referralRef } of racers) {
    const [kz, uz] = [ofKz.get(referralRef) ?? [], ofUz.get(referralRef) ?? []];
    const [ends, alike] = [endsIn(kz), JSON.stringify(changes(kz)) === JSON.stringify(changes(uz))];
    const [end] = ends;
    if (!alike) violations.push(`${referralRef}: the registers tell different histories`);
    if (ends.length !== 1 || end === undefined) violations.push(`${referralRef}: ${ends.length} winners`);
    else won[end.source === 'KZ' ? 'sender' : 'receiver'] += 1;
    if (ofAggregator.get(referralRef) !== end?.status) {
      violations.push(`${referralRef}: the aggregator holds another state`);
    }
    const losers = [...refusals(kz), ...refusals(uz)];
    refused += losers.length;
    for (const { source, status, why } of losers) {
      const told = source !== end?.source && status === end?.status && why === 'WRONG_STATE';
      if (!told) violations.push(`${referralRef}: refused to ${source} with ${why} in ${status}`);
    }
  }
  if (refused + refusedAtOnce !== racers.length) {
    violations.push(`${racers.length} losers, of whom ${refused + refusedAtOnce} were told`);
  }
  return { won, violations };
}

async function registerOf(region: TwoCountries, country: Reviewing): Promise<Map<string, Kept[]>> {
  const histories = new Map<string, Kept[]>();
  for (const kept of await region.rows<Kept>(`national-${country.toLowerCase() as 'kz' | 'uz'}`, KEPT)) {
    histories.set(kept.ref, [...(histories.get(kept.ref) ?? []), kept]);
  }
  return histories;
}

const isRefusal = ({ type }: Kept) => type === 'kerege.referral.refused.v1';
const refusals = (history: readonly Kept[]) => history.filter(isRefusal);
/** What both sides are told; who tried in vain is told alone. */
const changes = (history: readonly Kept[]) => history.filter((kept) => !isRefusal(kept));
const endsIn = (history: readonly Kept[]) => changes(history).filter(({ status }) => ENDS.includes(status ?? ''));
