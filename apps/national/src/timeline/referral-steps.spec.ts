import { TwoRegisters, WORKER } from '../referrals/two-registers.testing.js';
import type { Timeline } from './timeline.js';

let region: TwoRegisters;
beforeAll(async () => {
  region = await TwoRegisters.start();
});
afterAll(() => region?.stop());

async function referralSteps(country: 'KZ' | 'UZ', caseRef: string): Promise<unknown[]> {
  const answer = await region.of(country).get(WORKER[country], `/v1/cases/${caseRef}/timeline`);
  return (answer.body as Timeline).entries
    .filter(({ source }) => source === 'REFERRAL')
    .map(({ what, detail }) => [what, detail['command'] ?? detail['outcome']]);
}

test('each command and each outcome of a referral is a step of the case on its own side', async () => {
  const caseRef = await region.caseOf('KZ');
  const ref = await region.requested({}, caseRef);
  expect(await referralSteps('KZ', caseRef)).toEqual([['COMMANDED', 'REQUEST']]);
  await region.settle();
  await region.act('UZ', ref, 'accept', { expected: 1 });
  await region.settle();
  const own = [
    ['COMMANDED', 'REQUEST'],
    ['TOLD', 'REQUESTED'],
    ['TOLD', 'ACCEPTED'],
  ];
  const byKind = (a: unknown, b: unknown) => (String(a) < String(b) ? -1 : 1);
  expect((await referralSteps('KZ', caseRef)).sort(byKind)).toEqual([...own].sort(byKind));
});

test('a command that the region refused is told of with the reason', async () => {
  const caseRef = await region.caseOf('KZ');
  const ref = await region.requested({}, caseRef);
  await region
    .of('KZ')
    .rows("UPDATE referral.command SET outcome = 'kerege.referral.refused.v1', why = 'STATE' WHERE referral_ref = $1", [
      ref,
    ]);
  const answer = await region.of('KZ').get(WORKER.KZ, `/v1/cases/${caseRef}/timeline`);
  const [command] = (answer.body as Timeline).entries.filter(({ source }) => source === 'REFERRAL');
  expect(command?.detail).toEqual({
    ...{ referralRef: ref, direction: 'OUT', country: 'UZ', command: 'REQUEST' },
    ...{ sent: false, outcome: 'REFUSED', why: 'STATE' },
  });
});
