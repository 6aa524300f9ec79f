import fc from 'fast-check';
import { ageBandOf, ageBounds, majorityOf } from './age-at-registration.js';
import { recordedGroup } from './country-groups.js';
import { profileFacts, quarterOf, type ProfileSource } from './profile-facts.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`facts: fast-check seed ${seed} (FC_SEED)\n`));

describe('age at registration', () => {
  test.each([
    ['2004-06-15', '2022-06-14', '9-17', 'MINOR'],
    ['2004-06-15', '2022-06-15', '18-29', 'ADULT'],
    ['2004-02-29', '2022-02-28', '9-17', 'MINOR'],
    ['2004-02-29', '2022-03-01', '18-29', 'ADULT'],
    ['2004-06', '2022-06-10', 'UNKNOWN', 'UNKNOWN'],
    ['2004-06', '2022-07-01', '18-29', 'ADULT'],
    ['2004', '2022-06-10', 'UNKNOWN', 'UNKNOWN'],
    ['2003', '2022-06-10', '18-29', 'ADULT'],
    ['1992', '2022-06-10', 'UNKNOWN', 'ADULT'],
    ['2022', '2022-06-10', '0-8', 'MINOR'],
    ['2022-06-11', '2022-06-10', 'UNKNOWN', 'UNKNOWN'],
    ['1899-01-01', '2022-06-10', 'UNKNOWN', 'UNKNOWN'],
    [null, '2022-06-10', 'UNKNOWN', 'UNKNOWN'],
  ])('born %s, registered %s: %s, %s', (birth, registered, band, majority) => {
    const bounds = ageBounds(birth, registered);
    expect([ageBandOf(bounds), majorityOf(bounds)]).toEqual([band, majority]);
  });

  test('a coarser birth date never contradicts the finer one: it says the same or UNKNOWN', () => {
    const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2020-12-31'), noInvalidDate: true });
    const registered = fc.date({ min: new Date('2021-01-01'), max: new Date('2023-12-31'), noInvalidDate: true });
    const iso = (date: Date) => date.toISOString().slice(0, 10);
    fc.assert(
      fc.property(days, registered, fc.constantFrom(4, 7), (birth, day, precision) => {
        const exact = ageBandOf(ageBounds(iso(birth), iso(day)));
        expect([exact, 'UNKNOWN']).toContain(ageBandOf(ageBounds(iso(birth).slice(0, precision), iso(day))));
      }),
      { seed },
    );
  });

  test('anything that is no date is refused', () => {
    expect(() => ageBounds('1990-13-01', '2022-01-01')).toThrow('three precisions');
  });
});

test('rarer countries go to their groups, absence to UNKNOWN, and no country is refused', () => {
  expect(['UZ', 'AZ', 'UA', 'GE', 'BR', 'OTHER_ASIA', 'STATELESS', null].map(recordedGroup)).toEqual([
    ...['UZ', 'OTHER_CIS', 'OTHER_CIS', 'OTHER_CIS', 'OTHER', 'OTHER_ASIA', 'STATELESS', 'UNKNOWN'],
  ]);
  expect(() => recordedGroup('Uzbekistan')).toThrow('neither');
});

describe('profile facts', () => {
  const source: ProfileSource = {
    ...{ registeredOn: '2022-10-01', birthDate: '1990', sex: null, citizenship: 'UZ', countryOfExploitation: 'KZ' },
    exploitationTypes: ['ForcedLabour', 'ForcedBegging', 'ForcedLabour'],
  };

  test('the own country is OWN and HOME, lists are sorted sets, absence is UNKNOWN', () => {
    expect(profileFacts(source, 'UZ')).toMatchObject({
      ...{
        sex: 'UNKNOWN',
        citizenship: 'OWN',
        ownOrForeign: 'OWN',
        countryOfExploitation: 'KZ',
        homeOrAbroad: 'ABROAD',
      },
      ...{ exploitation: ['ForcedBegging', 'ForcedLabour'], rollup: 'LABOUR_ONLY', quarter: '2022-Q4', year: '2022' },
    });
    expect(profileFacts(source, 'KZ')).toMatchObject({
      citizenship: 'UZ',
      ownOrForeign: 'FOREIGN',
      homeOrAbroad: 'HOME',
    });
  });

  test('a code that no list holds is refused', () => {
    expect(() => profileFacts({ ...source, sex: 'F' as 'FEMALE' }, 'KZ')).toThrow('sex');
    expect(() => profileFacts({ ...source, exploitationTypes: ['x' as 'Other'] }, 'KZ')).toThrow('exploitation');
    expect(() => quarterOf('2022-13-01')).toThrow('date');
  });
});
