import fc from 'fast-check';
import {
  exploitationRollup,
  AGE_BAND,
  COUNTRY_GROUP,
  EXPLOITATION,
  MAJORITY,
  SEX,
  validatorFor,
  type Profile,
} from '#contracts';
import type { ProfileFacts } from '../facts/profile-facts.js';
import { chooseRung } from './choose-rung.js';
import { startOf, timeOfProfile } from './event-time.js';
import { attributesOffLevel } from './form-of-level.js';
import { GUARDED_LEVELS, LADDER, LADDER_HASH, LAST_LEVEL, LEVELS } from './ladder.js';
import { profileAt, tupleKey, tupleKeys } from './profile-at.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`ladder: fast-check seed ${seed} (FC_SEED)\n`));

const anyFacts: fc.Arbitrary<ProfileFacts> = fc
  .record({
    ...{ sex: fc.constantFrom(...SEX), ageBand: fc.constantFrom(...AGE_BAND), majority: fc.constantFrom(...MAJORITY) },
    citizenship: fc.constantFrom('OWN' as const, ...COUNTRY_GROUP),
    countryOfExploitation: fc.constantFrom(...COUNTRY_GROUP),
    exploitation: fc.subarray([...EXPLOITATION, 'UNKNOWN' as const], { maxLength: 5 }).map((list) => [...list].sort()),
    quarter: fc.constantFrom('2021-Q4', '2022-Q1', '2022-Q2'),
  })
  .map((facts) => ({
    ...facts,
    ownOrForeign: facts.citizenship === 'UNKNOWN' ? 'UNKNOWN' : facts.citizenship === 'OWN' ? 'OWN' : 'FOREIGN',
    homeOrAbroad:
      facts.countryOfExploitation === 'UNKNOWN' ? 'UNKNOWN' : facts.countryOfExploitation === 'KZ' ? 'HOME' : 'ABROAD',
    rollup: exploitationRollup(facts.exploitation),
    year: facts.quarter.slice(0, 4),
  }));

test('the hash of the ladder is pinned: another ladder is another anonymizationprofile', () => {
  expect(LADDER.rungs).toHaveLength(LEVELS.length);
  expect(LADDER_HASH).toBe('44ef163c8b08879076195350c5de333ccced302c2c0f79059b24b0095c7d7d89');
});

test('every profile of every rung fits the contract and has the form of its level, and of no finer one', () => {
  const validate = validatorFor('kerege.case.registered.v1');
  const personRef = '00000000-0000-4000-8000-000000000001';
  fc.assert(
    fc.property(anyFacts, fc.constantFrom(...LEVELS), (facts, level) => {
      const profile = profileAt(facts, level);
      expect(validate({ personRef, profile, generalisation: level })).toBe(true);
      expect(attributesOffLevel(profile, level)).toEqual([]);
      // Where both places are UNKNOWN, rungs 2 and 3 show the same tuple.
      if (facts.citizenship === 'UNKNOWN' && facts.countryOfExploitation === 'UNKNOWN') return;
      for (const finer of LEVELS.filter((other) => other < level)) {
        expect(attributesOffLevel(profile, finer)).not.toEqual([]);
      }
    }),
    { seed },
  );
});

test('whoever shares a tuple at a rung shares it at every coarser one: groups only grow', () => {
  fc.assert(
    fc.property(anyFacts, anyFacts, fc.constantFrom(...GUARDED_LEVELS), (a, b, level) => {
      const same = (at: typeof level) => tupleKey(profileAt(a, at)) === tupleKey(profileAt(b, at));
      // A band and a majority that are both UNKNOWN may hide different facts, so compare what rung 1 compares.
      if (level === 0 && a.ageBand === 'UNKNOWN') return;
      const consistent = (f: ProfileFacts) =>
        level > 0 || (f.ageBand === '0-8' || f.ageBand === '9-17') === (f.majority === 'MINOR');
      if (!consistent(a) || !consistent(b) || a.majority === 'UNKNOWN' || b.majority === 'UNKNOWN') return;
      if (same(level)) for (const coarser of GUARDED_LEVELS.filter((l) => l > level)) expect(same(coarser)).toBe(true);
    }),
    { seed, numRuns: 500 },
  );
});

test('tuple keys differ when a shown attribute differs and do not when a withheld one does', () => {
  fc.assert(
    fc.property(anyFacts, anyFacts, (a, b) => {
      tupleKeys(a).forEach((key, level) => {
        const [one, other] = [profileAt(a, LEVELS[level] ?? 7), profileAt(b, LEVELS[level] ?? 7)];
        expect(key === tupleKeys(b)[level]).toBe(JSON.stringify(one) === JSON.stringify(other));
      });
    }),
    { seed },
  );
});

describe('choice of the rung', () => {
  test('the most specific rung with k persons, the last one where there is none', () => {
    expect(chooseRung([2, 3, 9, 9, 9, 9, 9], 3)).toBe(1);
    expect(chooseRung([1, 1, 1, 1, 1, 1, 1], 2)).toBe(LAST_LEVEL);
  });

  test('never finer than what was published, and never a guarded rung with fewer than k', () => {
    const persons = fc.array(fc.nat({ max: 6 }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(persons, fc.integer({ min: 2, max: 5 }), fc.constantFrom(...LEVELS), (counts, k, floor) => {
        const level = chooseRung(counts, k, floor);
        expect(level).toBeGreaterThanOrEqual(floor);
        if (level < LAST_LEVEL) expect(counts[level]).toBeGreaterThanOrEqual(k);
      }),
      { seed },
    );
  });
});

test('the envelope’s time is the first instant of the quarter or the year', () => {
  expect(startOf('2022-Q4')).toBe('2022-10-01T00:00:00Z');
  expect(timeOfProfile({ registered: '2022' } as Profile)).toBe('2022-01-01T00:00:00Z');
});
