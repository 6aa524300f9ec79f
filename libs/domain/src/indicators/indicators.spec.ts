import { breakdown } from './breakdown.js';
import { GOVERNMENT, identified, identifiedByOthersOnly, OTHER_BODIES } from './identified.js';
import { presumedOpenAtEnd, registeredIn } from './presumed.js';
import type { CaseRow, DecisionRow } from './rows.js';

const Y2022 = { from: '2022-01-01', to: '2022-12-31' };
const Y2021 = { from: '2021-01-01', to: '2021-12-31' };
let next = 0;
const row = (personRef: string, registeredOn: string, ...decisions: DecisionRow[]): CaseRow => ({
  ...{ country: 'KZ', personRef, caseRef: `case-${(next += 1)}`, registeredOn, closedOn: null, decisions },
});
const by = (decidedBy: DecisionRow['decidedBy'], on: string, outcome: DecisionRow['outcome'] = 'ACTUAL') => ({
  outcome,
  decidedBy,
  on,
});

test('V1 counts persons, not records, in the year of the decision, not of the registration', () => {
  const rows = [
    row('a', '2021-12-01', by('GOVERNMENT', '2022-01-05')),
    row('a', '2022-02-01', by('GOVERNMENT', '2022-03-01')),
  ];
  expect(identified(rows, GOVERNMENT, Y2022).size).toBe(1);
  expect(identified(rows, GOVERNMENT, Y2021).size).toBe(0);
});

test('V1: the earliest ACTUAL decision counts, unless any later one of the episode is NOT_A_VICTIM', () => {
  const again = row('a', '2021-01-01', by('GOVERNMENT', '2021-05-01'), by('GOVERNMENT', '2022-05-01'));
  expect(identified([again], GOVERNMENT, Y2022).size).toBe(0);
  const appealed = row('b', '2022-01-01', by('GOVERNMENT', '2022-02-01'), by('NGO', '2023-01-01', 'NOT_A_VICTIM'));
  expect(identified([appealed], GOVERNMENT, Y2022).size).toBe(0);
  const other = row('b', '2022-01-01', by('GOVERNMENT', '2022-04-01'));
  expect(identified([appealed, other], GOVERNMENT, Y2022).size).toBe(1);
});

test('V1: a person whom an appeal made a victim again counts by the decision that stands', () => {
  const decisions = [
    by('GOVERNMENT', '2021-05-01'),
    by('GOVERNMENT', '2021-08-01', 'NOT_A_VICTIM'),
    by('GOVERNMENT', '2022-02-01'),
  ];
  const restored = row('a', '2021-01-01', ...decisions);
  expect(identified([restored], GOVERNMENT, Y2021).size).toBe(0);
  expect(identified([restored], GOVERNMENT, Y2022).size).toBe(1);
});

test('V2x leaves out whom government identified up to the end of the period, not later', () => {
  const ngo = (person: string) => row(person, '2022-01-01', by('NGO', '2022-06-01'));
  const rows = [
    ngo('a'),
    row('a', '2021-01-01', by('GOVERNMENT', '2021-02-01')),
    ngo('b'),
    row('b', '2022-01-01', by('GOVERNMENT', '2023-01-01')),
  ];
  expect(identified(rows, OTHER_BODIES, Y2022).size).toBe(2);
  expect([...identifiedByOthersOnly(rows, Y2022)]).toEqual(['KZ/b']);
});

test('V3: open and undecided at the end of the period; registered in it', () => {
  const rows = [
    row('open', '2021-03-01'),
    row('decided later', '2022-03-01', by('NGO', '2023-01-01')),
    row('decided', '2022-03-01', by('NGO', '2022-12-31', 'NOT_A_VICTIM')),
    { ...row('closed', '2022-03-01'), closedOn: '2022-12-31' },
  ];
  expect(presumedOpenAtEnd(rows, Y2022).size).toBe(2);
  expect(registeredIn(rows, Y2022).size).toBe(3);
});

test('V5 puts each person of V1 into the cell of the earliest counted case', () => {
  const later = row('a', '2022-01-01', by('GOVERNMENT', '2022-06-01'));
  const earlier = row('a', '2022-01-01', by('GOVERNMENT', '2022-02-01'));
  const cells = breakdown([later, earlier], Y2022, (r) => (r === earlier ? 'EARLIER' : 'LATER'));
  expect([...cells]).toEqual([['EARLIER', 1]]);
});
