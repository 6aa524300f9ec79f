import type { FigureCell } from '#domain';
import { AGENCIES } from '../../national.testing.js';
import { TwoRegisters } from '../../referrals/two-registers.testing.js';

const [POLICE] = AGENCIES;

let region: TwoRegisters;
beforeAll(async () => {
  region = await TwoRegisters.start();
});
afterAll(() => region.stop());

async function referred(country: 'KZ' | 'UZ', table = 'REFERRED_ABROAD'): Promise<string[]> {
  const path = `/v1/figures/tables/${table}/2026-Q1`;
  const { cells } = (await region.of(country).get('figures', path)).body as { cells: FigureCell[] };
  return cells.filter(({ value }) => value !== 0).map(({ codes, value }) => `${codes.join('|')}: ${value}`);
}

test('R1: persons referred across the border, once for each kind of body that asked, in the country that asked', async () => {
  const twice = await region.caseOf('KZ');
  await region.requested({}, twice);
  expect(await referred('KZ')).toEqual([]);
  await region.settle();
  const other = await region.requested({ services: ['PSYCHOLOGICAL'] }, twice);
  const ofPolice = await region.caseOf('KZ', { agency: POLICE });
  expect((await region.request(ofPolice, {}, POLICE)).status).toBe(202);
  await region.settle();
  expect(await referred('KZ')).toEqual(['NGO: 1', 'LawEnforcement: 1']);
  await region.act('UZ', other, 'reject', { expected: 1, reason: 'NO_CAPACITY' });
  await region.settle();
  expect(await referred('KZ')).toEqual(['NGO: 1', 'LawEnforcement: 1']);
  expect(await referred('UZ')).toEqual([]);
  expect(await referred('KZ', 'REFERRED_DOMESTICALLY')).toEqual([]);
});

test('R1: what was entered in error, or asked for somebody whose case was voided, is none', async () => {
  const before = await referred('KZ');
  const mistaken = await region.requested();
  const voided = await region.caseOf('KZ');
  await region.requested({}, voided);
  await region.settle();
  await region.act('KZ', mistaken, 'enter-in-error', { reason: 'WRONG_PERSON' });
  await region.of('KZ').post('registrar', `/v1/cases/${voided}/void`);
  await region.settle();
  expect(await referred('KZ')).toEqual(before);
});
