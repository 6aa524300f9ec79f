import fc from 'fast-check';
import { indicatorsRequest } from './indicators-request.js';

function problemOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

test('years are one year or a range, in order and within bounds', () => {
  expect(indicatorsRequest('2022', undefined).years).toEqual({ from: 2022, to: 2022 });
  expect(indicatorsRequest('2018-2023', undefined).years).toEqual({ from: 2018, to: 2023 });
  expect(indicatorsRequest(undefined, undefined).years).toBeUndefined();
  for (const bad of ['', '22', '2023-2018', '1989', '2101', '1990-2100', '2018-2023-2024', '2018,2019', ' 2018']) {
    expect(problemOf(() => indicatorsRequest(bad, undefined))).toMatchObject({ status: 400, code: 'bad-years' });
  }
});

test('countries are members, each once, in one order; all by default', () => {
  expect(indicatorsRequest(undefined, undefined).countries).toEqual(['KZ', 'KG', 'TJ', 'UZ']);
  expect(indicatorsRequest(undefined, 'UZ,KZ,UZ').countries).toEqual(['KZ', 'UZ']);
  for (const bad of ['', 'kz', 'KZ,', 'RU', 'ALL', 'KZ;UZ']) {
    expect(problemOf(() => indicatorsRequest(undefined, bad))).toMatchObject({ status: 400, code: 'bad-countries' });
  }
});

test('whatever is sent gives a request or a problem that quotes nothing of it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (years, countries) => {
      try {
        const request = indicatorsRequest(years, countries);
        expect(request.countries.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toMatchObject({ name: 'ProblemError', status: 400 });
        if (years.length > 4) expect((error as Error).message).not.toContain(years);
      }
    }),
  );
});
