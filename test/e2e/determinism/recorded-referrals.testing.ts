import { EVENT_EXAMPLES, type ReferralCommandType } from '#contracts';
import type { OpenedOutcome } from '#domain';
import { generateSealingKey, seal } from '#security';
import { outcomesOfHistory, type SeededRandom, type Step } from '#testing';
import { apart, merged, uuid, type Recorded } from './recorded-region.testing.js';

/** What is sealed to the sequencer opens with it. */
export const SEQUENCER_KEY = generateSealingKey('aggregator-sealing-1');

const TOPIC = 'referral';
const SENDER = 0;
const RECEIVER = 1;
/** Who does what with a referral, one after the other; after `late` its time is over. */
const COURSES = {
  helped: 'request receive accept start hold resume complete',
  rerouted: 'request receive',
  asked: 'request ask answer accept fail',
  rejected: 'request reject accept',
  withdrawn: 'request accept withdraw',
  late: 'request receive late',
} as const;
const OF_SENDER = ['request', 'answer', 'withdraw'];
/** Four referrals of one case each: the first two ask for the same service, so that the start of the first ends the second. */
const HISTORIES: readonly (readonly (keyof typeof COURSES)[])[] = [
  ['helped', 'rerouted', 'asked', 'rejected'],
  ['helped', 'rerouted', 'withdrawn', 'asked'],
  ['withdrawn', 'late', 'rejected', 'late'],
];
/** What the recorded topic tells at least: the ends, the questions, what the clock brings about, and who was refused. */
const TOLD = [
  ...['requested', 'received', 'asked', 'answered', 'accepted', 'rejected', 'withdrawn', 'started', 'held', 'resumed'],
  ...['completed', 'failed', 'expired', 'refused'],
].map((name) => `kerege.referral.${name}.v1`);

/** The history of referrals as the sequencer of the region wrote it. The same random numbers give the same outcomes. */
export async function recordReferrals(random: SeededRandom): Promise<readonly [string, readonly Recorded[]]> {
  const histories = HISTORIES.map((courses) =>
    merged(
      random,
      courses.map((course, i) => steps(random, course, i)),
    ),
  );
  const outcomes = histories.map(outcomesOfHistory).map(apart).flat();
  const missing = TOLD.filter((type) => outcomes.every((outcome) => outcome.type !== type));
  if (missing.length > 0) throw new Error(`the recorded referrals do not tell ${missing.join()}`);
  const subjects = [...new Set(outcomes.map(({ referralRef }) => referralRef))];
  const bySubject = subjects.map((ref) => outcomes.filter(({ referralRef }) => referralRef === ref));
  const recorded = bySubject.map((own) => Promise.all(own.map((one) => record(one, uuid(random)))));
  return [TOPIC, merged(random, await Promise.all(recorded))];
}

function steps(random: SeededRandom, course: keyof typeof COURSES, referral: number): Step[] {
  return COURSES[course].split(' ').map((act) => ({
    ...{ apt: false, choice: 0 },
    by: OF_SENDER.includes(act) ? SENDER : RECEIVER,
    type: `kerege.referral.${act === 'late' ? 'accept' : act}.v1` as ReferralCommandType,
    ...{ referral, to: 1 + (referral % 2), slot: Math.floor(referral / 2), transfer: false, behind: 0 },
    ...{ reason: 'SENT_IN_ERROR', wait: act === 'late' ? 500 : 0, tick: act === 'late' || random.chance(0.3) },
    ...{ rebuilt: false, repeated: random.chance(0.3) },
  }));
}

async function record({ type, referralRef, data, guard }: OpenedOutcome, id: string): Promise<Recorded> {
  const example = EVENT_EXAMPLES[type] as Readonly<Record<string, unknown>>;
  const part = type === 'kerege.referral.requested.v1' ? 'request-guard' : 'start-guard';
  const sealed = Object.keys(data)
    .filter((name) => ['preview', 'question', 'answer'].includes(name))
    .map((name) => [name, example[name]] as const);
  return {
    ...{ source: 'AGGREGATOR', topic: TOPIC, subject: referralRef, version: data.sequence, id, type },
    data: {
      ...data,
      ...Object.fromEntries(sealed),
      ...(guard === null ? {} : { guard: await seal(guard, SEQUENCER_KEY, { ref: referralRef, part }) }),
    },
  };
}
