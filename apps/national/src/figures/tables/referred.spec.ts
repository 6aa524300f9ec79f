import type { FigureCell } from '#domain';
import { HOUR } from '#domain';
import { AGENCIES } from '../../national.testing.js';
import { OneCountry, OTHER_SHELTER, SENDER, SHELTER } from '../../referrals/one-country.testing.js';

const [POLICE] = AGENCIES;
const DAY = 24 * HOUR;

let country: OneCountry;
beforeAll(async () => {
  country = await OneCountry.start();
});
afterAll(() => country.stop());

async function referred(period: string): Promise<string[]> {
  const path = `/v1/figures/tables/REFERRED_DOMESTICALLY/${period}`;
  const { cells } = (await country.national.get('figures', path)).body as { cells: FigureCell[] };
  return cells.filter(({ value }) => value !== 0).map(({ codes, value }) => `${codes.join('|')}: ${value}`);
}

test('R1: persons referred inside the country, once for each kind of body that asked, by the day of the request', async () => {
  expect(await referred('2026-Q1')).toEqual([]);
  const twice = await country.caseOf();
  await country.started(twice);
  await country.requested(twice, OTHER_SHELTER, { services: ['Legal'] });
  const rejected = await country.requested(await country.caseOf());
  await country.act(SHELTER, rejected, 'reject', { expected: 1, reason: 'NO_CAPACITY' });
  await country.requested(await country.caseOf(POLICE), SHELTER, {}, POLICE);
  expect(await referred('2026-Q1')).toEqual(['NGO: 2', 'LawEnforcement: 1']);

  const mistaken = await country.requested(await country.caseOf());
  await country.act(SENDER, mistaken, 'enter-in-error', { reason: 'WRONG_PERSON' });
  const voided = await country.caseOf();
  await country.requested(voided);
  await country.national.post('registrar', `/v1/cases/${voided}/void`);
  expect(await referred('2026-Q1')).toEqual(['NGO: 2', 'LawEnforcement: 1']);

  country.later(30 * DAY);
  await country.requested(await country.caseOf());
  expect(await referred('2026-Q1')).toEqual(['NGO: 2', 'LawEnforcement: 1']);
  expect(await referred('2026-Q2')).toEqual(['NGO: 1']);
  expect(await referred('2026')).toEqual(['NGO: 3', 'LawEnforcement: 1']);
});
