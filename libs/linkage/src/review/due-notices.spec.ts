import fc from 'fast-check';
import type { MatchDecision } from '#contracts';
import { dueNotices } from './due-notices.js';
import type { Review, ReviewSide, Told } from './review.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`due notices: fast-check seed ${seed} (FC_SEED)\n`));

type Side = 'first' | 'second';
interface State {
  readonly candidate: boolean;
  readonly contested: boolean;
  readonly first: ReviewSide;
  readonly second: ReviewSide;
}

const SILENT = { standing: true, said: null, told: null } as const;
const FRESH: State = {
  candidate: true,
  contested: false,
  first: { source: 'UZ', mentionRef: 'b', reportedMonth: '2023-05', ...SILENT },
  second: { source: 'KZ', mentionRef: 'a', reportedMonth: '2024-01', ...SILENT },
};

type Fact = (state: State) => State;
const says =
  (side: Side, said: MatchDecision): Fact =>
  (state) => ({ ...state, [side]: { ...state[side], said } });
const retracts =
  (side: Side): Fact =>
  (state) => ({ ...state, [side]: { ...state[side], standing: false, reportedMonth: '' } });
const scores =
  (candidate: boolean): Fact =>
  (state) => ({ ...state, candidate });
const contests =
  (contested: boolean): Fact =>
  (state) => ({ ...state, contested });

/** Lets facts happen one by one and tells what is due after each: what each side heard, in order. */
function heard(facts: readonly Fact[], start = FRESH): Record<Side, Told[]> {
  const ears: Record<Side, Told[]> = { first: [], second: [] };
  let state = start;
  for (const fact of [(same: State) => same, ...facts]) {
    state = fact(state);
    for (const side of tell(state)) {
      state = { ...state, [side.name]: { ...state[side.name], told: side.told } };
      ears[side.name].push(side.told);
    }
    expect(tell(state)).toEqual([]);
  }
  return ears;
}

function tell({ candidate, contested, first, second }: State): { name: Side; told: Told }[] {
  const review: Review = { matchRef: 'm', candidate, contested, sides: [second, first] };
  return dueNotices(review).map(({ to, told }) => ({ name: to === first ? 'first' : 'second', told }));
}

const [SAME, DIFFERENT, UNSURE] = ['SAME', 'DIFFERENT', 'UNSURE'] as const;

test.each<[string, Fact[], Told[], Told[]]>([
  ['the side that registered earlier is asked, the other one knows nothing', [], ['PROPOSED'], []],
  ['the other one is asked after SAME', [says('first', SAME)], ['PROPOSED'], ['PROPOSED']],
  ['not after DIFFERENT', [says('first', DIFFERENT)], ['PROPOSED'], []],
  ['not after UNSURE', [says('first', UNSURE)], ['PROPOSED'], []],
  ['nor by an answer of its own, if it guesses the question', [says('second', SAME)], ['PROPOSED'], []],
  [
    'confirmed once both said SAME',
    [says('first', SAME), says('second', SAME)],
    ['PROPOSED', 'CONFIRMED'],
    ['PROPOSED', 'CONFIRMED'],
  ],
  ['DIFFERENT by the second is not told', [says('first', SAME), says('second', DIFFERENT)], ['PROPOSED'], ['PROPOSED']],
  ['UNSURE by the second neither', [says('first', SAME), says('second', UNSURE)], ['PROPOSED'], ['PROPOSED']],
  [
    'either may unlink, and both hear it',
    [says('first', SAME), says('second', SAME), says('first', DIFFERENT)],
    ['PROPOSED', 'CONFIRMED', 'UNLINKED'],
    ['PROPOSED', 'CONFIRMED', 'UNLINKED'],
  ],
  [
    'what was unlinked can be linked again by people, and is not asked again',
    [says('first', SAME), says('second', SAME), says('second', UNSURE), says('second', SAME)],
    ['PROPOSED', 'CONFIRMED', 'UNLINKED', 'CONFIRMED'],
    ['PROPOSED', 'CONFIRMED', 'UNLINKED', 'CONFIRMED'],
  ],
  [
    'a confirmed link lapses with a retraction, without a cause',
    [says('first', SAME), says('second', SAME), retracts('second')],
    ['PROPOSED', 'CONFIRMED', 'UNLINKED'],
    ['PROPOSED', 'CONFIRMED', 'UNLINKED'],
  ],
  [
    'a link in a chain that is contradicted is no link until the contradiction ends',
    [says('first', SAME), says('second', SAME), contests(true), scores(false), contests(false)],
    ['PROPOSED', 'CONFIRMED', 'UNLINKED', 'CONFIRMED'],
    ['PROPOSED', 'CONFIRMED', 'UNLINKED', 'CONFIRMED'],
  ],
  [
    'nor is it confirmed if it is contradicted from the start: both are shown that they have to look again',
    [says('first', SAME), contests(true), says('second', SAME)],
    ['PROPOSED', 'UNLINKED'],
    ['PROPOSED', 'UNLINKED'],
  ],
  ['an open question is withdrawn with a retraction', [retracts('second')], ['PROPOSED', 'WITHDRAWN'], []],
  ['and when the score falls', [scores(false)], ['PROPOSED', 'WITHDRAWN'], []],
  [
    'a confirmed link outlives a lower score',
    [says('first', SAME), says('second', SAME), scores(false)],
    ['PROPOSED', 'CONFIRMED'],
    ['PROPOSED', 'CONFIRMED'],
  ],
  [
    'taking back SAME looks to the other like a retraction',
    [says('first', SAME), says('first', DIFFERENT)],
    ['PROPOSED'],
    ['PROPOSED', 'WITHDRAWN'],
  ],
  [
    'a withdrawn question is put again to a side that had not answered',
    [scores(false), scores(true)],
    ['PROPOSED', 'WITHDRAWN', 'PROPOSED'],
    [],
  ],
  [
    'never to one that had',
    [says('first', SAME), says('second', DIFFERENT), scores(false), scores(true)],
    ['PROPOSED', 'WITHDRAWN'],
    ['PROPOSED', 'WITHDRAWN'],
  ],
])('%s', (_, facts, first, second) => {
  expect(heard(facts)).toEqual({ first, second });
});

test('a mention whose pair is no candidate makes nobody ask', () => {
  expect(heard([], { ...FRESH, candidate: false })).toEqual({ first: [], second: [] });
});

test('equal months: source and reference decide who is first', () => {
  const state = { ...FRESH, first: { ...FRESH.first, reportedMonth: '2024-01' } };
  expect(tell(state)).toEqual([{ name: 'second', told: 'PROPOSED' }]);
});

const side = fc.constantFrom<Side>('first', 'second');
const anyFact = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('says' as const), side, said: fc.constantFrom(SAME, DIFFERENT, UNSURE) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('scores' as const), candidate: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('retracts' as const), side }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('contests' as const), contested: fc.boolean() }) },
);
type AnyFact = typeof anyFact extends fc.Arbitrary<infer F> ? F : never;

function factOf(fact: AnyFact): Fact {
  if (fact.kind === 'says') return says(fact.side, fact.said);
  if (fact.kind === 'contests') return contests(fact.contested);
  return fact.kind === 'scores' ? scores(fact.candidate) : retracts(fact.side);
}

test('the second hears nothing before the first said SAME, and nobody hears one thing twice in a row', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 12 }), (facts) => {
      const until = facts.findIndex((fact) => fact.kind === 'says' && fact.side === 'first' && fact.said === SAME);
      expect(heard(facts.slice(0, until < 0 ? undefined : until).map(factOf)).second).toEqual([]);
      for (const told of Object.values(heard(facts.map(factOf)))) {
        expect(told.some((one, i) => one === told[i - 1])).toBe(false);
      }
    }),
    { seed, numRuns: 500 },
  );
});

test('DIFFERENT, UNSURE and silence of a country cannot be told apart by the other one, nor when', () => {
  const both = fc.tuple(fc.array(anyFact, { maxLength: 10 }), side, fc.constantFrom(DIFFERENT, UNSURE));
  fc.assert(
    fc.property(both, ([facts, answering, said]) => {
      const other = answering === 'first' ? 'second' : 'first';
      const isNo = (fact: AnyFact) => fact.kind === 'says' && fact.side === answering && fact.said !== SAME;
      const replaced = facts.map((fact) => (isNo(fact) && fact.kind === 'says' ? { ...fact, said } : fact));
      expect(heard(replaced.map(factOf))[other]).toEqual(heard(facts.map(factOf))[other]);
      const firstSame = facts.findIndex(
        (fact) => fact.kind === 'says' && fact.side === answering && fact.said === SAME,
      );
      const silent = facts.filter((fact, i) => !(isNo(fact) && (firstSame < 0 || i < firstSame)));
      expect(heard(silent.map(factOf))[other]).toEqual(heard(facts.map(factOf))[other]);
    }),
    { seed, numRuns: 500 },
  );
});
