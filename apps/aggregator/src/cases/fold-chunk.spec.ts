import fc from 'fast-check';
import { caseEvent, ref } from '../testing/accepted.testing.js';
import { region } from '../testing/region.testing.js';
import { rowOf, stateOf } from './case-row.js';
import { foldChunk } from './fold-chunk.js';

const CASE = ref('c', 1);
const WITHHELD_PROFILE = {
  sex: 'WITHHELD',
  age: 'WITHHELD',
  citizenship: 'WITHHELD',
  countryofexploitation: 'WITHHELD',
  exploitation: 'WITHHELD',
  registered: '2020',
};

const registered = caseEvent('KZ', CASE, 1, 'kerege.case.registered.v1', {
  personRef: ref('p', 1),
  profile: WITHHELD_PROFILE,
  generalisation: 7,
});
const decided = (version: number) =>
  caseEvent('KZ', CASE, version, 'kerege.case.decided.v1', {
    outcome: 'ACTUAL',
    decidedby: 'NGO',
    decidedyear: 2021,
  });

test('a chunk is folded per case and written once, with its decisions', () => {
  const changes = foldChunk(new Map(), [registered, decided(2)]);
  expect(changes.cases).toEqual([expect.objectContaining({ case_ref: CASE, version: 2, state: 'ACTUAL' })]);
  expect(changes.decisions).toEqual([expect.objectContaining({ caseRef: CASE, version: 2 })]);
});

test('decisions told in error are dropped, in the chunk and in the store; those that stand follow', () => {
  const undecided = caseEvent('KZ', CASE, 3, 'kerege.case.corrected.v1', {
    ...{ profile: WITHHELD_PROFILE, generalisation: 7, reason: 'DECISION_ERROR' },
  });
  const changes = foldChunk(new Map(), [registered, decided(2), undecided]);
  expect(changes).toMatchObject({ undecided: [CASE], decisions: [], cases: [{ version: 3, state: 'REGISTERED' }] });
  const told = foldChunk(new Map(), [registered, decided(2), undecided, decided(4)]);
  expect(told).toMatchObject({ undecided: [CASE], decisions: [{ version: 4 }], cases: [{ state: 'ACTUAL' }] });
});

test('an erased case keeps nothing but the fact, and decisions of the same chunk are dropped', () => {
  const erasure = caseEvent('KZ', CASE, 3, 'kerege.case.erasure-requested.v1', { scope: 'ALL' });
  const changes = foldChunk(new Map(), [registered, decided(2), erasure]);
  expect(changes.erased).toEqual([CASE]);
  expect(changes.decisions).toEqual([]);
  const { case_ref, version, state, ...rest } = changes.cases[0] ?? {};
  expect({ case_ref, version, state }).toEqual({ case_ref: CASE, version: 3, state: 'ERASED' });
  expect(new Set(Object.values(rest))).toEqual(new Set([null]));
});

test('an event that contradicts its case is refused with the rule’s code and its position, without content', () => {
  const refused = () => {
    try {
      foldChunk(new Map(), [decided(1)]);
    } catch (error) {
      return error;
    }
    return undefined;
  };
  expect(refused()).toMatchObject({ name: 'NotApplicable', code: 'case-unknown', position: { topic: 'kz.case' } });
});

test('a state that went through its row is the same state', () => {
  fc.assert(
    fc.property(region, ({ cases }) => {
      for (const { caseRef, events, state } of cases) {
        if (state.status === 'ERASED') continue;
        expect(stateOf(rowOf(caseRef, events.length, state), state.decisions)).toEqual(state);
      }
    }),
  );
});
