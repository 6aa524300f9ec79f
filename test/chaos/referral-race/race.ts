import { eventually } from '#testing';
import { REQUEST, SHELTER } from '../../e2e/review/referral-bodies.testing.js';
import type { Reviewing, TwoCountries } from '../../e2e/review/two-countries.testing.js';
import { inParallel } from './in-parallel.js';
import { casesToRace } from './race-cases.js';
import { raceViolations } from './race-violations.js';
import type { Racer } from './racer.js';

/** Referrals on which somebody acts at a time. What waits together is read, decided and stored together. */
const AT_ONCE = 32;
const ALL = { timeoutMs: 1_800_000, intervalMs: 200 };

export interface RaceReport {
  readonly referrals: number;
  /** Both commands lay in the log, and the sequencer decided which came first. */
  readonly decidedByLog: number;
  /** The own service knew the winner already and answered 409 with the state. */
  readonly refusedAtOnce: number;
  readonly won: Readonly<Record<'sender' | 'receiver', number>>;
  readonly violations: readonly string[];
}

/** Lets sender and receiver act on each of so many referrals at the same time, over REST and Kafka, and looks at both registers. */
export async function race(region: TwoCountries, count: number, say: (text: string) => void): Promise<RaceReport> {
  const racers = await atTheStart(region, count, say);
  let refusedAtOnce = 0;
  await inParallel(racers, AT_ONCE, async ({ referralRef, receiver }) => {
    const reason = receiver === 'reject' ? { expected: 1, reason: 'NO_CAPACITY' } : { reason: 'PERSON_DID_NOT_ARRIVE' };
    const acts = [
      ['KZ', 'withdraw', { reason: 'PERSON_CHANGED_MIND' }],
      ['UZ', receiver, reason],
    ] as const;
    const answers = await Promise.all(
      acts.map(([country, action, body]) => act(region, country, referralRef, action, body)),
    );
    refusedAtOnce += answers.filter((status) => status === 409).length;
  });
  say(`${count} referrals raced`);
  await settled(region);
  const { won, violations } = await raceViolations(region, racers, refusedAtOnce);
  return { referrals: count, decidedByLog: count - refusedAtOnce, refusedAtOnce, won, violations };
}

/** Referrals that UZ knows; every second one is accepted already. */
async function atTheStart(region: TwoCountries, count: number, say: (text: string) => void): Promise<Racer[]> {
  await region.call('UZ', '/v1/directory/own', SHELTER, 'PUT');
  const cases = await casesToRace(region, count);
  say(`${count} cases registered`);
  const listed = async () =>
    (await region.call<{ organisations: { organisationRef: string }[] }>('KZ', `/v1/directory?case=${cases[0]}`)).body;
  await eventually(async () => (await listed()).organisations.length === 1, { what: 'the directory' });
  const organisation = (await listed()).organisations[0]?.organisationRef;
  const racers: Racer[] = [];
  await inParallel(cases, AT_ONCE, async (caseRef) => {
    const path = `/v1/cases/${caseRef}/referrals`;
    const { status, body } = await region.call<{ referralRef: string }>('KZ', path, { ...REQUEST, organisation });
    if (status !== 202) throw new Error(`a request was answered with ${status}`);
    racers.push({ referralRef: body.referralRef, receiver: racers.length % 2 === 0 ? 'reject' : 'fail' });
    if (racers.length % 1_000 === 0) say(`${racers.length} requested`);
  });
  await known(region, 'requested', count);
  const accepted = racers.filter(({ receiver }) => receiver === 'fail');
  await inParallel(accepted, AT_ONCE, async ({ referralRef }) => {
    const status = await act(region, 'UZ', referralRef, 'accept', { expected: 1 });
    if (status !== 202) throw new Error(`an acceptance was answered with ${status}`);
  });
  await known(region, 'accepted', accepted.length);
  return racers;
}

async function act(
  region: TwoCountries,
  country: Reviewing,
  referralRef: string,
  action: string,
  body: object,
): Promise<number> {
  const { status } = await region.call(country, `/v1/referrals/${referralRef}/${action}`, body);
  if (status !== 202 && status !== 409) throw new Error(`${action} was answered with ${status}`);
  return status;
}

/** Both registers hold so many outcomes of a kind. */
async function known(region: TwoCountries, outcome: string, count: number): Promise<void> {
  const sql = 'SELECT count(*)::integer AS n FROM referral.outcome WHERE type = $1';
  for (const register of ['national-kz', 'national-uz'] as const) {
    const check = async () =>
      (await region.rows<{ n: number }>(register, sql, [`kerege.referral.${outcome}.v1`]))[0]?.n === count;
    await eventually(check, { ...ALL, what: `${register} to know ${count} referrals as ${outcome}` });
  }
}

/** Every command of both countries has its answer, and both know the end of every referral. */
async function settled(region: TwoCountries): Promise<void> {
  for (const register of ['national-kz', 'national-uz'] as const) {
    const sql = `SELECT (SELECT count(*) FROM referral.command WHERE outcome IS NULL)
                      + (SELECT count(*) FROM referral.referral r WHERE NOT EXISTS (
                           SELECT FROM referral.outcome o WHERE o.referral_ref = r.referral_ref
                              AND o.data ->> 'status' IN ('WITHDRAWN', 'REJECTED', 'FAILED')
                              AND o.type <> 'kerege.referral.refused.v1')) AS n`;
    const check = async () => Number((await region.rows<{ n: string }>(register, sql))[0]?.n) === 0;
    await eventually(check, { ...ALL, what: `${register} to have every answer` });
  }
}
