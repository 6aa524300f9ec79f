import {
  GOVERNMENT,
  identified,
  identifiedByOthersOnly,
  OTHER_BODIES,
  registeredIn,
  type CaseRow,
  type Period,
} from '#domain';
import type { Region, ToldCase } from '../testing/region.testing.js';
import { isLinked } from '../testing/told-referral.testing.js';

/** Figures of a region counted the slow way, from what was told. */
export interface NaiveFigures {
  /** `metric country` -> persons. */
  readonly persons: ReadonlyMap<string, number>;
  readonly sum: number;
  readonly unique: number;
}

export function naiveFigures(region: Region, from: number, to: number, countries: readonly string[]): NaiveFigures {
  const told = region.cases.filter((c) => c.state.status !== 'VOIDED' && c.state.status !== 'ERASED');
  const period: Period = { from: `${from}-01-01`, to: `${to}-12-31` };
  const rows = told.filter((c) => countries.includes(c.source)).map(rowOf);
  const byMetric = {
    V1_government_identified: identified(rows, GOVERNMENT, period),
    V2_ngo_or_other_identified: identified(rows, OTHER_BODIES, period),
    V2x_not_also_government: identifiedByOthersOnly(rows, period),
    V3_open_presumed: new Set(
      told.filter((c) => presumedAtEndOf(c, to)).map((c) => `${c.source}/${c.state.personRef}`),
    ),
    V3_registered: registeredIn(rows, period),
  };
  const persons = new Map<string, number>();
  for (const [metric, set] of Object.entries(byMetric)) {
    for (const country of countries) {
      persons.set(`${metric} ${country}`, [...set].filter((person) => person.startsWith(`${country}/`)).length);
    }
  }
  const anybody = [...new Set([...byMetric.V1_government_identified, ...byMetric.V2_ngo_or_other_identified])];
  const component = components(region, told, countries);
  return { persons, sum: anybody.length, unique: new Set(anybody.map((person) => component(person))).size };
}

function rowOf({ source, caseRef, state }: ToldCase): CaseRow {
  return {
    country: source,
    caseRef,
    personRef: state.personRef,
    registeredOn: `${state.profile.registered.slice(0, 4)}-01-01`,
    closedOn: null,
    decisions: state.decisions.map((d) => ({
      outcome: d.outcome,
      decidedBy: d.decidedby,
      on: `${d.decidedyear}-01-01`,
    })),
  };
}

/** Registered, not decided and not closed by what was said of the years up to this one. */
function presumedAtEndOf({ state, events }: ToldCase, year: number): boolean {
  let open = true;
  for (const event of events) {
    if (event.type === 'kerege.case.closed.v1' && event.data.year <= year) open = false;
    if (event.type === 'kerege.case.reopened.v1' && event.data.year <= year) open = true;
  }
  const registered = Number(state.profile.registered.slice(0, 4)) <= year;
  return registered && open && state.decisions.every((d) => d.decidedyear > year);
}

/** Persons joined by clusters and started referrals, merged pair by pair until nothing changes. */
function components(region: Region, told: readonly ToldCase[], countries: readonly string[]) {
  const label = new Map<string, string>();
  const find = (node: string): string => {
    const next = label.get(node) ?? node;
    return next === node ? node : find(next);
  };
  const personOfCase = new Map(told.map((c) => [`${c.source} ${c.caseRef}`, `${c.source}/${c.state.personRef}`]));
  for (const mention of region.mentions.filter((m) => !m.removed && countries.includes(m.source))) {
    const person = personOfCase.get(`${mention.source} ${mention.bound.at(-1)}`);
    if (person === undefined) continue;
    for (const { clusterRef, members } of region.clusters) {
      if (members.at(-1)?.includes(mention.mentionRef)) label.set(find(person), find(clusterRef));
    }
  }
  for (const { referralRef, from, to } of region.referrals.filter(isLinked)) {
    for (const { source, caseRef } of [from, to].filter((side) => countries.includes(side.source))) {
      const person = personOfCase.get(`${source} ${caseRef}`);
      if (person !== undefined) label.set(find(person), find(referralRef));
    }
  }
  return find;
}
