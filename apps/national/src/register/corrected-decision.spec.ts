import type { CaseEvent } from '#contracts';
import { foldCase, identified, GOVERNMENT, OTHER_BODIES, type CaseRow } from '#domain';
import { someRecord, TestNational, type RawRecord } from '../national.testing.js';

type Stated = readonly [status: string, org?: string, on?: string];

const actual = (org: string, on: string): Stated => ['ActualVictimOfTrafficking', org, on];
const not = (org: string, on: string): Stated => ['NotAVictimOfTrafficking', org, on];
const PRESUMED: Stated = ['PossibleVictimOfTrafficking'];

let national: TestNational;
beforeEach(async () => {
  national = await TestNational.start();
});
afterEach(() => national.stop());

/** The same record, handed in again and again with another decision; gives what the region holds of the case. */
async function stated(...history: readonly Stated[]) {
  const record = someRecord({ registered_on: '2021-01-10' });
  let caseRef = '';
  for (const [status, org, on] of history) {
    const decision: RawRecord = {
      trafficking_status: status,
      ...(org && on ? { decision_org: org, decided_on: on } : {}),
    };
    const answer = await national.record('registrar', { ...record, ...decision });
    caseRef = (answer.body as { case_ref: string }).case_ref;
  }
  const events = await national.rows<CaseEvent>(
    `SELECT type, data::jsonb AS data FROM messaging.outbox WHERE topic = 'kz.case' AND subject = $1 ORDER BY version`,
    [caseRef],
  );
  const state = foldCase(events);
  if (state === undefined) throw new Error('nothing left');
  return { state, types: events.map(({ type }) => type.split('.')[2]), row: rowOf(caseRef, state) };
}

function rowOf(caseRef: string, state: NonNullable<ReturnType<typeof foldCase>>): CaseRow {
  const decisions = state.decisions.map(({ outcome, decidedby, decidedyear }) => ({
    ...{ outcome, decidedBy: decidedby, on: `${decidedyear}-01-01` },
  }));
  return { country: 'KZ', personRef: state.personRef, caseRef, registeredOn: '2021-01-01', closedOn: null, decisions };
}

/** `V1`, `V2` and open presumed of 2021 and 2022 as the country counts them. */
async function own() {
  const years = '?from=2021&to=2022';
  const [totals, open] = [
    (await national.get('figures', `/v1/figures/identified${years}`)).body as {
      rows: { metric: string; persons: number }[];
    },
    (await national.get('figures', `/v1/figures/presumed${years}`)).body as { rows: { openAtEnd: number }[] },
  ];
  const of = (metric: string) => totals.rows.filter((row) => row.metric.startsWith(metric)).map((row) => row.persons);
  return { V1: of('V1_').slice(0, 2), V2: of('V2_').slice(0, 2), open: open.rows.map((row) => row.openAtEnd) };
}

/** The same of the region, from what left. */
function region(row: CaseRow) {
  const count = (classes: typeof GOVERNMENT) =>
    [2021, 2022].map((year) => identified([row], classes, { from: `${year}-01-01`, to: `${year}-12-31` }).size);
  return { V1: count(GOVERNMENT), V2: count(OTHER_BODIES) };
}

const NOBODY = [0, 0];

test.each<[string, Stated[], { V1: number[]; V2: number[]; open: number[] }]>([
  [
    'a decision withdrawn leaves the person presumed',
    [actual('Police', '2022-03-01'), PRESUMED],
    { V1: NOBODY, V2: NOBODY, open: [1, 1] },
  ],
  [
    'NOT_A_VICTIM withdrawn leaves the person presumed',
    [not('Police', '2022-03-01'), PRESUMED],
    { V1: NOBODY, V2: NOBODY, open: [1, 1] },
  ],
  [
    'an earlier year counts, the wrong one no more',
    [actual('Police', '2022-03-01'), actual('Police', '2021-03-01')],
    { V1: [1, 0], V2: NOBODY, open: NOBODY },
  ],
  [
    'a later year counts, the wrong one no more',
    [actual('Police', '2021-03-01'), actual('Police', '2022-03-01')],
    { V1: [0, 1], V2: NOBODY, open: [1, 0] },
  ],
  [
    'the right body counts, the wrong one no more',
    [actual('Police', '2022-03-01'), actual('NGO', '2022-03-01')],
    { V1: NOBODY, V2: [0, 1], open: [1, 0] },
  ],
  [
    'withdrawn, then decided after all',
    [actual('Police', '2021-03-01'), PRESUMED, actual('NGO', '2022-03-01')],
    { V1: NOBODY, V2: [0, 1], open: [1, 0] },
  ],
])('a correction: %s', async (_, history, expected) => {
  const { row, state } = await stated(...history);
  expect(await own()).toEqual(expected);
  const { open, ...identifications } = expected;
  expect(region(row)).toEqual(identifications);
  expect(state.status).toBe(open[1] === 1 ? 'REGISTERED' : 'ACTUAL');
});

test.each<[string, Stated[], { V1: number[]; V2: number[] }]>([
  [
    'an appeal that made a victim again',
    [actual('Police', '2021-03-01'), not('CourtOrProsecution', '2021-06-01'), actual('Police', '2022-03-01')],
    { V1: [0, 1], V2: NOBODY },
  ],
  [
    'decisions of two bodies',
    [actual('NGO', '2021-03-01'), actual('Police', '2022-03-01')],
    { V1: [0, 1], V2: [1, 0] },
  ],
])('history stays: %s', async (_, history, expected) => {
  const { row, types } = await stated(...history);
  expect(await own()).toEqual({ ...expected, open: NOBODY });
  expect(region(row)).toEqual(expected);
  expect(types).not.toContain('corrected');
});

test('a corrected day that no level shows sends nothing', async () => {
  const { types } = await stated(actual('Police', '2022-03-01'), actual('Police', '2022-03-02'));
  expect(types).toEqual(['registered', 'decided']);
});
