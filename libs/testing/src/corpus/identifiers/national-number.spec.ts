import fc from 'fast-check';
import { COUNTRIES } from '#contracts';
import { SeededRandom } from '../../records/random.js';
import {
  hasRightCheckDigit,
  kazakhCheckDigit,
  nationalNumber,
  uzbekCheckDigit,
  withWrongDigit,
} from './national-number.js';

const SHAPES = { KZ: /^\d{6}[3-6]\d{5}$/, UZ: /^[3-6]\d{13}$/, KG: /^[12]\d{8}9\d{4}$/, TJ: /^0\d{8}$/ } as const;

describe('national numbers', () => {
  it('have the shape of the country, carry birth date and sex, and are never a living person’s', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...COUNTRIES), fc.boolean(), (seed, country, female) => {
        const random = new SeededRandom(seed);
        const birth = { year: random.integer(1940, 2015), month: random.integer(1, 12), day: random.integer(1, 28) };
        const number = nationalNumber(random, country, birth, female);
        for (const typed of [number, withWrongDigit(random, number)]) {
          expect(typed).toMatch(SHAPES[country]);
          // A KG number has fourteen digits as well, but begins with a century that no UZ number of the living has.
          if (country === 'KZ' || country === 'UZ') expect(hasRightCheckDigit(typed)).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('bear date and sex as the real ones do', () => {
    const birth = { year: 1998, month: 7, day: 4 };
    expect(nationalNumber(new SeededRandom(1), 'KZ', birth, true)).toMatch(/^9807044/);
    expect(nationalNumber(new SeededRandom(1), 'UZ', birth, false)).toMatch(/^3040798/);
    expect(nationalNumber(new SeededRandom(1), 'KG', birth, true)).toMatch(/^104071998/);
    expect(nationalNumber(new SeededRandom(1), 'UZ', { ...birth, year: 2003 }, true)).toMatch(/^6040703/);
  });

  it('know the usual check rules', () => {
    expect(kazakhCheckDigit('10000000001')).toBe((1 + 11) % 11);
    // The first weights give 10: 1 + 4 + 9 + ... + 81 + 11 = 296.
    expect(kazakhCheckDigit('12345678901')).toBe((3 + 8 + 15 + 24 + 35 + 48 + 63 + 80 + 99 + 0 + 2) % 11);
    expect(uzbekCheckDigit('1234567890123')).toBe((7 + 6 + 3 + 28 + 15 + 6 + 49 + 24 + 9 + 0 + 3 + 2 + 21) % 10);
  });
});
