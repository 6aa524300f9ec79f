import { AGENCIES, someRecord } from '../national.testing.js';
import { OneCountry, SENDER, SHELTER } from '../referrals/one-country.testing.js';
import { TwoRegisters, WORKER } from '../referrals/two-registers.testing.js';

interface Report {
  readonly held: Record<'decisions' | 'closings' | 'changes', readonly object[]>;
  readonly whereabouts: { readonly referrals: readonly Record<string, unknown>[]; readonly erasure: object | null };
}

let country: OneCountry;
let region: TwoRegisters;
beforeAll(async () => {
  country = await OneCountry.start();
  region = await TwoRegisters.start();
}, 120_000);
afterAll(async () => {
  await country?.stop();
  await region?.stop();
});

const post = (caller: string, path: string, body: object) =>
  country.national.post(caller, `/v1/cases/${path}`).send(body);
const reportOf = async (caseRef: string, caller: string = SENDER, national = country.national) => {
  const answer = await national.get(caller, `/v1/cases/${caseRef}/access-report`);
  expect(answer.status).toBe(200);
  return { report: answer.body as Report, text: answer.text };
};
const PRESUMED = { trafficking_status: 'PossibleVictimOfTrafficking', decision_org: '', decided_on: '' };
const ACTUAL = { trafficking_status: 'ActualVictimOfTrafficking', decision_org: 'Police', decided_on: '2026-02-10' };

describe('rule 19: everything that is held about the person, and to whom it went', () => {
  test('each decision with whether it stands, each closing and reopening, and when the record changed', async () => {
    const record = someRecord({ agency: SENDER, ...PRESUMED });
    const caseRef = ((await country.national.record(SENDER, record)).body as { case_ref: string }).case_ref;
    await country.national.record(SENDER, { ...record, ...ACTUAL });
    await post(SENDER, `${caseRef}/close`, { reason: 'LOST_CONTACT', closed_on: '2026-03-01' });
    await post(SENDER, `${caseRef}/reopen`, { reason: 'RETURN_OF_PERSON', reopened_on: '2026-03-02' });
    const { report } = await reportOf(caseRef);
    expect(report.held).toMatchObject({
      decisions: [
        { traffickingStatus: 'PossibleVictimOfTrafficking' },
        { traffickingStatus: 'ActualVictimOfTrafficking', decisionOrg: 'Police', counts: true },
      ],
      closings: [
        { what: 'CLOSED', reason: 'LOST_CONTACT', on: '2026-03-01' },
        { what: 'REOPENED', reason: 'RETURN_OF_PERSON', on: '2026-03-02' },
      ],
    });
    expect(report.held.changes).toHaveLength(1);
  });

  test('a decision that a later record corrected does not count any more', async () => {
    const record = someRecord({ agency: SENDER, ...ACTUAL });
    const caseRef = ((await country.national.record(SENDER, record)).body as { case_ref: string }).case_ref;
    await country.national.record(SENDER, { ...record, decided_on: '2026-02-11' });
    const { report } = await reportOf(caseRef);
    expect(report.held.decisions).toMatchObject([
      { decidedOn: '2026-02-10', counts: false },
      { decidedOn: '2026-02-11', counts: true },
    ]);
  });

  test('a referral at home, on both sides: who was asked, what was shared, and what became of it', async () => {
    const caseRef = await country.caseOf();
    const ref = await country.requested(caseRef);
    const question = { topics: ['HEALTH'], text: 'Can she climb stairs?' };
    await country.act(SHELTER, ref, 'ask', { expected: 1, question });
    await country.act(SENDER, ref, 'answer', { answer: { topics: ['HEALTH'], text: 'Yes.' } });
    await country.act(SHELTER, ref, 'accept', { expected: 3 });
    await country.act(SHELTER, ref, 'start', { record: someRecord({ agency: SHELTER }) });
    const shared = { preview: { sex: 'FEMALE' }, questions: [{ question, answer: { text: 'Yes.' } }] };
    const outcomes = ['requested', 'asked', 'answered', 'accepted', 'started'];
    const sender = await reportOf(caseRef);
    expect(sender.report.whereabouts.referrals).toMatchObject([
      { referralRef: ref, direction: 'OUT', country: 'KZ', organisation: SHELTER, outcomes, shared },
    ]);
    const own = (await country.view(SHELTER, ref)).body.caseRef ?? '';
    const receiver = await reportOf(own, SHELTER);
    expect(receiver.report.whereabouts.referrals).toMatchObject([
      { referralRef: ref, direction: 'IN', organisation: SENDER, outcomes, shared },
    ]);
    // Neither side learns the other's case by it, and nobody else learns of either.
    expect(sender.text).not.toContain(own);
    expect(receiver.text).not.toContain(caseRef);
    for (const caller of AGENCIES.filter((one) => one !== SENDER)) {
      const answer = await country.national.get(caller, `/v1/cases/${caseRef}/access-report`);
      expect(answer.status).toBe(404);
    }
  });

  test('a referral abroad: until when it can be read, and that the receiver has destroyed it', async () => {
    const caseRef = await region.caseOf('KZ');
    const ref = await region.requested({}, caseRef);
    await region.settle();
    const referrals = async () => (await reportOf(caseRef, WORKER.KZ, region.of('KZ'))).report.whereabouts.referrals;
    expect(await referrals()).toMatchObject([
      { referralRef: ref, direction: 'OUT', country: 'UZ', organisation: null, shared: { preview: { sex: 'FEMALE' } } },
    ]);
    await region.act('KZ', ref, 'withdraw', { reason: 'SAFETY' });
    await region.settle();
    await region.of('KZ').parts.referrals.tendKeys();
    expect(await referrals()).toMatchObject([{ outcomes: ['requested', 'withdrawn'], shared: { preview: null } }]);
  });

  test('an erasure that a duty forbids, and who has confirmed one that was carried out', async () => {
    const caseRef = await country.caseOf();
    const asked = await country.national.post(SENDER, `/v1/cases/${caseRef}/erasure`).send({ asked_on: '2026-03-01' });
    expect(asked.status).toBeLessThan(300);
    await country.national.parts.erasures.carryOut.executeAll();
    const { report } = await reportOf(caseRef);
    expect(report.whereabouts.erasure).toMatchObject({
      holders: [
        { holder: 'AGGREGATOR', confirmedAt: null },
        { holder: 'KZ', confirmedAt: expect.any(String) as string },
      ],
    });
    expect(report.held).toMatchObject({ decisions: [], closings: [], changes: [] });
  });
});
