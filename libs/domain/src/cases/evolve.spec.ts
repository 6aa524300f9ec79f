import { decisionClass, type CaseEvent, type Profile } from '#contracts';
import { foldCase } from './evolve.js';

const [PERSON, OTHER] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const LAST: Profile = {
  ...{ sex: 'WITHHELD', age: 'WITHHELD', citizenship: 'WITHHELD', countryofexploitation: 'WITHHELD' },
  ...{ exploitation: 'WITHHELD', registered: '2022' },
};
const ONE: Profile = {
  ...{ sex: 'FEMALE', age: 'ADULT', citizenship: 'OWN', countryofexploitation: 'KZ' },
  ...{ exploitation: 'SEX_ONLY', registered: '2022-Q1' },
};
const registered: CaseEvent = {
  type: 'kerege.case.registered.v1',
  data: { personRef: PERSON, profile: ONE, generalisation: 1 },
};
const decided = (outcome: 'ACTUAL' | 'NOT_A_VICTIM', decidedquarter?: string): CaseEvent => ({
  type: 'kerege.case.decided.v1',
  data: { outcome, decidedby: 'GOVERNMENT', decidedyear: 2022, ...(decidedquarter ? { decidedquarter } : {}) },
});
const corrected = (generalisation: number, profile: Profile): CaseEvent => ({
  type: 'kerege.case.corrected.v1',
  data: { generalisation, profile, reason: 'ENTRY_ERROR' },
});
const undecided: CaseEvent = {
  type: 'kerege.case.corrected.v1',
  data: { generalisation: 1, profile: ONE, reason: 'DECISION_ERROR' },
};
const closed: CaseEvent = { type: 'kerege.case.closed.v1', data: { reason: 'LOST_CONTACT', year: 2023 } };
const reopened: CaseEvent = { type: 'kerege.case.reopened.v1', data: { reason: 'OTHER', year: 2023 } };
const voided: CaseEvent = { type: 'kerege.case.voided.v1', data: {} };
const erasure: CaseEvent = { type: 'kerege.case.erasure-requested.v1', data: { scope: 'ALL' } };
const reassigned = (from: string, to: string): CaseEvent => ({
  type: 'kerege.case.person-reassigned.v1',
  data: { from, to },
});

describe('given / when / then', () => {
  test.each<[string, CaseEvent[], object]>([
    ['a registered case is presumed', [registered], { status: 'REGISTERED', personRef: PERSON, level: 1 }],
    ['a decision rules', [registered, decided('ACTUAL')], { status: 'ACTUAL' }],
    ['an appeal supersedes', [registered, decided('ACTUAL'), decided('NOT_A_VICTIM')], { status: 'NOT_A_VICTIM' }],
    ['a presumed person’s case can be closed', [registered, closed], { status: 'CLOSED', closed: { year: 2023 } }],
    ['an appeal after closing leaves it closed', [registered, closed, decided('ACTUAL')], { status: 'CLOSED' }],
    [
      'reopened goes back to where it was',
      [registered, decided('ACTUAL'), closed, reopened],
      { status: 'ACTUAL', closed: null },
    ],
    ['voided from closed', [registered, closed, voided], { status: 'VOIDED' }],
    ['erased from voided', [registered, voided, erasure], { status: 'ERASED' }],
    ['a split or merge moves the case', [registered, reassigned(PERSON, OTHER)], { personRef: OTHER }],
    [
      'a decision in error leaves the case presumed',
      [registered, decided('ACTUAL'), undecided],
      { status: 'REGISTERED' },
    ],
    [
      'what stands is told after it',
      [registered, decided('ACTUAL', '2022-Q3'), undecided, decided('ACTUAL', '2022-Q1')],
      { status: 'ACTUAL', decisions: [{ decidedquarter: '2022-Q1' }] },
    ],
    [
      'a decision in error opens no closed case',
      [registered, decided('ACTUAL'), closed, undecided],
      { status: 'CLOSED' },
    ],
    ['a correction replaces the profile', [registered, corrected(7, LAST)], { profile: LAST, level: 7 }],
  ])('%s', (_, events, expected) => {
    expect(foldCase(events)).toMatchObject(expected);
  });

  test('a coarser level takes the quarter of earlier decisions with it', () => {
    const state = foldCase([registered, decided('ACTUAL', '2022-Q3'), corrected(7, LAST)]);
    expect(state?.decisions).toEqual([{ outcome: 'ACTUAL', decidedby: 'GOVERNMENT', decidedyear: 2022 }]);
  });

  test.each<[string, CaseEvent[], string]>([
    ['nothing before the registration', [closed], 'case-unknown'],
    ['registered once', [registered, registered], 'case-known'],
    ['nothing after voided', [registered, voided, decided('ACTUAL')], 'case-ended'],
    ['nothing after erased', [registered, erasure, voided], 'case-ended'],
    ['closed once', [registered, closed, closed], 'case-already-closed'],
    ['only a closed case is reopened', [registered, reopened], 'case-not-closed'],
    ['a correction never refines', [registered, corrected(7, LAST), corrected(1, ONE)], 'finer-than-published'],
    ['a profile has the form of its level', [registered, corrected(7, ONE)], 'profile-off-level'],
    ['no quarter above level 1', [registered, corrected(7, LAST), decided('ACTUAL', '2022-Q3')], 'quarter-too-fine'],
    ['the quarter is of the year', [registered, decided('ACTUAL', '2021-Q3')], 'quarter-too-fine'],
    ['a reassignment names the present person', [registered, reassigned(OTHER, PERSON)], 'person-mismatch'],
  ])('does not apply: %s', (_, events, code) => {
    expect(() => foldCase(events)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

test('the classes of deciding bodies', () => {
  expect(
    (['Police', 'IdentificationCommission', 'NGO', 'InternationalOrganisation', 'Other'] as const).map(decisionClass),
  ).toEqual([...['GOVERNMENT', 'GOVERNMENT', 'NGO', 'INTERNATIONAL', 'OTHER']]);
});
