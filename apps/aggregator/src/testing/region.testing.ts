import fc from 'fast-check';
import type { CaseEvent, CountryCode } from '#contracts';
import { DomainError, evolve, type CaseState } from '#domain';
import { ref } from './accepted.testing.js';
import { referralPlans, toldReferrals, type ToldReferral } from './told-referral.testing.js';

const YEARS = { min: 2018, max: 2022 };
const year = fc.integer(YEARS);
const country = fc.constantFrom<CountryCode>('KZ', 'KG', 'UZ');
const person = fc.integer({ min: 0, max: 4 });

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('decided' as const),
      outcome: fc.constantFrom('ACTUAL' as const, 'ACTUAL' as const, 'NOT_A_VICTIM' as const),
      decidedby: fc.constantFrom('GOVERNMENT' as const, 'GOVERNMENT' as const, 'NGO' as const, 'OTHER' as const),
      year,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('closed' as const, 'reopened' as const), year }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reassigned' as const), to: person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('corrected' as const), year }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undecided' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('voided' as const, 'erased' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** One case as its country tells it: only events that apply, so `versions` count from 1 without a gap. */
export interface ToldCase {
  readonly source: CountryCode;
  readonly caseRef: string;
  readonly events: readonly CaseEvent[];
  readonly state: CaseState;
}

export interface ToldMention {
  readonly source: CountryCode;
  readonly mentionRef: string;
  /** caseRef or null (fake) of each version, oldest first. */
  readonly bound: readonly (string | null)[];
  /** The country withdrew the binding in the end. */
  readonly removed: boolean;
}

export interface ToldCluster {
  readonly clusterRef: string;
  /** Mentions of each version, oldest first; an empty list: it ceased. */
  readonly members: readonly (readonly string[])[];
}

export interface Region {
  readonly cases: readonly ToldCase[];
  readonly mentions: readonly ToldMention[];
  readonly clusters: readonly ToldCluster[];
  readonly referrals: readonly ToldReferral[];
}

/** Small regions in which persons recur, cases are reversed, reopened, voided and erased, clusters overlap, and cases are referred. */
export const region: fc.Arbitrary<Region> = fc
  .record({
    cases: fc.array(
      fc.record({ country, person, year, level: fc.constantFrom(0, 3, 7), steps: fc.array(step, { maxLength: 6 }) }),
      {
        maxLength: 14,
      },
    ),
    mentions: fc.array(
      fc.record({ bound: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }), removed: fc.boolean() }),
      {
        maxLength: 14,
      },
    ),
    clusters: fc.array(fc.array(fc.uniqueArray(fc.nat(13), { maxLength: 4 }), { minLength: 1, maxLength: 3 }), {
      maxLength: 6,
    }),
    referrals: referralPlans,
  })
  .map((raw) => {
    const cases = raw.cases.map((c, i) => told(c.country, i, c.person, c.year, c.level, c.steps));
    const mentions = raw.mentions.map(({ bound, removed }, i) => toldMention(cases, i, bound, removed && i % 3 === 0));
    const clusters = raw.clusters.map((versions, i) => ({
      clusterRef: ref('k', i),
      members: versions.map((members) => members.map((m) => ref('m', m))),
    }));
    return { cases, mentions, clusters, referrals: toldReferrals(raw.referrals, cases) };
  });

/** A mention of the country whose case it is bound to first; fakes belong to Kazakhstan. */
function toldMention(cases: readonly ToldCase[], i: number, bound: readonly number[], removed: boolean): ToldMention {
  const source = cases[bound[0] ?? 0]?.source ?? 'KZ';
  const caseRefs = bound.map((n) => {
    const target = cases[n];
    return target?.source === source ? target.caseRef : null;
  });
  return { source, mentionRef: ref('m', i), bound: caseRefs, removed };
}

function told(
  source: CountryCode,
  i: number,
  owner: number,
  registered: number,
  level: number,
  steps: readonly Step[],
) {
  const profile = profileAt(level, registered);
  const first: CaseEvent = {
    type: 'kerege.case.registered.v1',
    data: { personRef: ref('p', owner), profile, generalisation: level },
  };
  const events: CaseEvent[] = [first];
  let state = evolve(undefined, first);
  for (const next of steps) {
    const event = eventOf(next, state);
    try {
      state = evolve(state, event);
      events.push(event);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return { source, caseRef: ref('c', i), events, state };
}

function eventOf(next: Step, state: CaseState): CaseEvent {
  switch (next.kind) {
    case 'decided': {
      const { outcome, decidedby, year: decidedyear } = next;
      const quarter = state.level === 0 ? { decidedquarter: `${decidedyear}-Q2` } : {};
      return { type: 'kerege.case.decided.v1', data: { outcome, decidedby, decidedyear, ...quarter } };
    }
    case 'closed':
      return { type: 'kerege.case.closed.v1', data: { reason: 'RETURNED', year: next.year } };
    case 'reopened':
      return { type: 'kerege.case.reopened.v1', data: { reason: 'NEW_FACTS', year: next.year } };
    case 'reassigned':
      return { type: 'kerege.case.person-reassigned.v1', data: { from: state.personRef, to: ref('p', next.to) } };
    case 'corrected': {
      const profile = profileAt(7, next.year);
      return { type: 'kerege.case.corrected.v1', data: { profile, generalisation: 7, reason: 'GROUP_TOO_SMALL' } };
    }
    case 'undecided': {
      const { profile, level: generalisation } = state;
      return { type: 'kerege.case.corrected.v1', data: { profile, generalisation, reason: 'DECISION_ERROR' } };
    }
    case 'voided':
      return { type: 'kerege.case.voided.v1', data: {} };
    case 'erased':
      return { type: 'kerege.case.erasure-requested.v1', data: { scope: 'ALL' } };
  }
}

function profileAt(level: number, registered: number): CaseState['profile'] {
  const held = 'WITHHELD' as const;
  if (level === 0) {
    return {
      sex: 'FEMALE',
      age: '18-29',
      citizenship: 'OWN',
      countryofexploitation: 'RU',
      exploitation: ['ForcedLabour', 'Servitude'],
      registered: `${registered}-Q3`,
    };
  }
  if (level === 3) {
    return {
      sex: 'MALE',
      age: 'ADULT',
      citizenship: 'FOREIGN',
      countryofexploitation: 'HOME',
      exploitation: 'LABOUR_ONLY',
      registered: String(registered),
    };
  }
  return {
    sex: held,
    age: held,
    citizenship: held,
    countryofexploitation: held,
    exploitation: held,
    registered: String(registered),
  };
}
