import type { ClosureReason, Profile } from '#contracts';
import type { CaseDecision, CaseState } from '#domain';

/** A case as it lies in `aggregator.case_state`; `decisions` lie in their own table. */
export interface CaseRow {
  readonly case_ref: string;
  readonly version: number;
  readonly state: CaseState['status'];
  readonly person_ref: string | null;
  readonly level: number | null;
  readonly sex: string | null;
  readonly age: string | null;
  readonly citizenship: string | null;
  readonly country_of_exploitation: string | null;
  /** Fine types joined by `|` at level 0, the roll-up or WITHHELD above. */
  readonly exploitation: string | null;
  readonly registered_year: number | null;
  readonly registered_quarter: number | null;
  readonly closed_reason: string | null;
  readonly closed_year: number | null;
}

/** The row of a case after its event of this version. An erased case keeps nothing but the fact. */
export function rowOf(caseRef: string, version: number, state: CaseState): CaseRow {
  if (state.status === 'ERASED') return { ...EMPTY, case_ref: caseRef, version, state: state.status };
  const { profile } = state;
  const [year, quarter] = profile.registered.split('-Q');
  return {
    case_ref: caseRef,
    version,
    state: state.status,
    person_ref: state.personRef,
    level: state.level,
    sex: profile.sex,
    age: profile.age,
    citizenship: profile.citizenship,
    country_of_exploitation: profile.countryofexploitation,
    exploitation: typeof profile.exploitation === 'string' ? profile.exploitation : profile.exploitation.join('|'),
    registered_year: Number(year),
    registered_quarter: quarter === undefined ? null : Number(quarter),
    closed_reason: state.closed?.reason ?? null,
    closed_year: state.closed?.year ?? null,
  };
}

/** The state that a row stands for. What an erased case has lost reads as empty; its status lets nothing use it. */
export function stateOf(row: CaseRow, decisions: readonly CaseDecision[]): CaseState {
  const { closed_reason: reason, closed_year: year } = row;
  return {
    status: row.state,
    personRef: row.person_ref ?? '',
    level: (row.level ?? 0) as CaseState['level'],
    profile: profileOf(row),
    decisions,
    closed: reason === null || year === null ? null : { reason: reason as ClosureReason, year },
  };
}

function profileOf(row: CaseRow): Profile {
  const exploitation = row.exploitation ?? '';
  const quarter = row.registered_quarter === null ? '' : `-Q${row.registered_quarter}`;
  // The columns were written from a valid profile, so the codes are the contract's.
  return {
    sex: row.sex,
    age: row.age,
    citizenship: row.citizenship,
    countryofexploitation: row.country_of_exploitation,
    exploitation: row.level === 0 ? exploitation.split('|').filter((code) => code !== '') : exploitation,
    registered: `${row.registered_year}${quarter}`,
  } as Profile;
}

const EMPTY = {
  person_ref: null,
  level: null,
  sex: null,
  age: null,
  citizenship: null,
  country_of_exploitation: null,
  exploitation: null,
  registered_year: null,
  registered_quarter: null,
  closed_reason: null,
  closed_year: null,
} as const;
