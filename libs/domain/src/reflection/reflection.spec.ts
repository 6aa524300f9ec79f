import fc from 'fast-check';
import { DEFAULT_REFLECTION_POLICY as POLICY, reflectionPolicy } from './reflection-policy.js';
import {
  endReflection,
  extendReflection,
  insideReflection,
  reflectionPeriod,
  type ReflectionFacts,
} from './reflection-period.js';
import { plusDays } from './days.js';
import { judgeReturn } from './person-return.js';
import { policeContactCounts } from './police-contact.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`reflection: fast-check seed ${seed} (FC_SEED)\n`));

const registered: ReflectionFacts = { registeredOn: '2024-03-05', startedOn: null, acts: [] };
const period = reflectionPeriod(registered, POLICY);
const code = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return undefined;
};

describe('rule 7: on from registration by default', () => {
  test('a case that nobody began a period for has one, from the day of its registration', () => {
    expect(period).toEqual({ firstDay: '2024-03-05', lastDay: '2024-04-03', endedOn: null });
  });

  test('a beginning stated later counts the days anew and opens no gap; one stated earlier protects from then on', () => {
    expect(reflectionPeriod({ ...registered, startedOn: '2024-03-20' }, POLICY)).toMatchObject({
      firstDay: '2024-03-05',
      lastDay: '2024-04-18',
    });
    expect(reflectionPeriod({ ...registered, startedOn: '2024-01-01' }, POLICY)).toEqual({
      ...period,
      firstDay: '2024-01-01',
    });
  });
});

describe('rule 8: the length is policy with a legal basis, 30 days by default', () => {
  test('the default is the minimum of the Convention', () => {
    expect([POLICY.days, POLICY.legalBasis]).toEqual([30, 'CoE Convention art. 13']);
  });

  test.each([
    ['reflection-too-short', { days: 29 }],
    ['reflection-too-short', { days: 30.5 }],
    ['reflection-without-basis', { legalBasis: ' ' }],
    [undefined, { days: 90, legalBasis: 'Law 110, art. 17' }],
  ])('%s for %j', (expected, change) => {
    expect(code(() => reflectionPolicy({ ...POLICY, ...change }))).toBe(expected);
  });

  test('a country’s longer period holds', () => {
    expect(reflectionPeriod(registered, { ...POLICY, days: 90 }).lastDay).toBe('2024-06-02');
  });
});

describe('rule 9: inside or outside is computed, an enforced return inside is a breach', () => {
  test.each([
    ['ENFORCED', '2024-03-04', false, false],
    ['ENFORCED', '2024-03-05', true, true],
    ['ENFORCED', '2024-04-03', true, true],
    ['ENFORCED', '2024-04-04', false, false],
    ['VOLUNTARY', '2024-03-20', true, false],
  ] as const)('%s on %s', (kind, on, inside, breach) => {
    expect(judgeReturn(kind, on, period)).toEqual({ insideReflection: inside, breach });
  });
});

describe('rule 10: during it a consent to police contact counts only from a body without powers, after the rights', () => {
  const given = { takenOn: '2024-03-20', takenBy: 'NGO', rightsToldOn: '2024-03-19' } as const;
  test.each([
    ['an NGO that had told the rights', given, true],
    ['the police', { ...given, takenBy: 'LawEnforcement' }, false],
    ['the border guard', { ...given, takenBy: 'BorderGuard' }, false],
    ['an NGO, rights never told', { ...given, rightsToldOn: null }, false],
    ['an NGO, rights told afterwards', { ...given, rightsToldOn: '2024-03-21' }, false],
    ['the police, after the period', { ...given, takenOn: '2024-04-04', takenBy: 'LawEnforcement' }, true],
  ] as const)('%s', (_, contact, counts) => {
    expect(policeContactCounts(contact, period)).toBe(counts);
  });
});

describe('rule 11: it ends early at the person’s request or on a listed ground alone, and can be extended', () => {
  const today = '2024-03-20';

  test('the person’s request ends it with the day before', () => {
    const act = endReflection(period, 'PERSON_REQUEST', { ...POLICY, endGrounds: [] }, today);
    const ended = reflectionPeriod({ ...registered, acts: [act] }, POLICY);
    expect(ended).toEqual({ firstDay: '2024-03-05', lastDay: '2024-03-19', endedOn: 'PERSON_REQUEST' });
    expect(insideReflection(ended, today)).toBe(false);
  });

  test('a ground that the law does not list ends nothing', () => {
    const strict = { ...POLICY, endGrounds: [] };
    expect(code(() => endReflection(period, 'PUBLIC_ORDER', strict, today))).toBe('reflection-end-ground');
    expect(code(() => endReflection(period, 'PUBLIC_ORDER', POLICY, today))).toBeUndefined();
  });

  test('an extension adds its days; one of no days, and one of a period that is over, are refused', () => {
    const act = extendReflection(period, 15, today);
    expect(reflectionPeriod({ ...registered, acts: [act] }, POLICY).lastDay).toBe('2024-04-18');
    expect(code(() => extendReflection(period, 0, today))).toBe('reflection-extension');
    expect(code(() => extendReflection(period, 15, '2024-04-04'))).toBe('reflection-over');
    expect(code(() => endReflection(period, 'PERSON_REQUEST', POLICY, '2024-04-04'))).toBe('reflection-over');
  });

  test('whatever is stated and extended, the period never is shorter than the policy says', () => {
    const day = fc.integer({ min: -400, max: 400 }).map((n) => plusDays('2024-03-05', n));
    const extensions = fc.array(fc.integer({ min: 1, max: 365 }), { maxLength: 5 });
    fc.assert(
      fc.property(day, fc.option(day), extensions, (registeredOn, startedOn, days) => {
        const acts = days.map((n) => ({ act: 'EXTENDED', on: registeredOn, days: n }) as const);
        const { firstDay, lastDay } = reflectionPeriod({ registeredOn, startedOn, acts }, POLICY);
        expect(firstDay <= registeredOn && firstDay <= (startedOn ?? registeredOn)).toBe(true);
        expect(lastDay >= plusDays(registeredOn, POLICY.days - 1 + days.reduce((a, b) => a + b, 0))).toBe(true);
      }),
      { seed, numRuns: 300 },
    );
  });
});
