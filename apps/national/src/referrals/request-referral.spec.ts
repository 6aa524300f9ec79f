import { INFORMED_CHECK } from '#contracts';
import { AGENCIES } from '../national.testing.js';
import type { RequestBody } from './request-body.js';
import { recordOf, TwoRegisters, WORKER } from './two-registers.testing.js';

const [POLICE] = AGENCIES;
let region: TwoRegisters;

beforeAll(async () => {
  region = await TwoRegisters.start();
});
afterAll(() => region.stop());

describe('what a request needs (rules 1, 5, 13)', () => {
  const refused: readonly (readonly [string, object, Partial<RequestBody>, object])[] = [
    ['no consent', { consents: [] }, {}, { code: 'consent-missing', missing: ['CROSS_BORDER_REFERRAL'] }],
    [
      'consent to matching is none to a referral',
      { consents: ['CROSS_BORDER_MATCH', 'DOMESTIC_REFERRAL'] },
      {},
      { code: 'consent-missing', missing: ['CROSS_BORDER_REFERRAL'] },
    ],
    [
      'a return has a consent of its own',
      {},
      { reason: 'ReturnToCountryOfOrigin', attested: [{ attestation: 'RISK_ASSESSMENT', by: 'NGO' }] },
      { code: 'consent-missing', missing: ['RETURN_ARRANGEMENT'] },
    ],
    [
      'family tracing has a consent of its own',
      {},
      { reason: 'FamilyTracing' },
      { code: 'consent-missing', missing: ['FAMILY_TRACING'] },
    ],
    [
      'a return needs a risk assessment',
      { consents: ['CROSS_BORDER_REFERRAL', 'RETURN_ARRANGEMENT'] },
      { reason: 'ReturnToCountryOfOrigin' },
      { code: 'attestation-missing', missing: ['RISK_ASSESSMENT'] },
    ],
    [
      'a risk assessment by police is none',
      { consents: ['CROSS_BORDER_REFERRAL', 'RETURN_ARRANGEMENT'] },
      { reason: 'ReturnToCountryOfOrigin', attested: [{ attestation: 'RISK_ASSESSMENT', by: 'LawEnforcement' }] },
      { code: 'risk-assessed-by-enforcement' },
    ],
    [
      'a child’s best interests',
      { birth_date: '2012-01-01' },
      {},
      { code: 'attestation-missing', missing: ['BEST_INTERESTS'] },
    ],
    [
      'a child’s return needs a confirmed receiver',
      { birth_date: '2012-01-01', consents: ['CROSS_BORDER_REFERRAL', 'RETURN_ARRANGEMENT'] },
      { reason: 'ReturnToCountryOfOrigin', attested: [{ attestation: 'RISK_ASSESSMENT', by: 'NGO' }] },
      { code: 'attestation-missing', missing: ['BEST_INTERESTS', 'RECEIVER_CONFIRMED'] },
    ],
    ['an emergency needs a call', {}, { urgency: 'EMERGENCY' }, { code: 'call-missing' }],
    ['what the organisation does not offer', {}, { services: ['COMPENSATION_CLAIM'] }, { code: 'service-not-offered' }],
    ['the own country', {}, { to: 'KZ' }, { code: 'receiver-takes-no-part' }],
  ];

  test.each(refused)('%s: 422', async (_, record, body, problem) => {
    const caseRef = await region.caseOf('KZ', record);
    expect((await region.request(caseRef, body)).body).toMatchObject({ status: 422, ...problem });
    expect(await region.of('KZ').rows('SELECT FROM referral.referral WHERE case_ref = $1', [caseRef])).toEqual([]);
  });

  test.each([
    ['sender', 'KZ'],
    ['receiver', 'UZ'],
  ])('a %s that takes part in counting alone: 422', async (side, country) => {
    const caseRef = await region.caseOf('KZ');
    region.countingAlone.add(country);
    const answer = await region.request(caseRef);
    region.countingAlone.delete(country);
    expect(answer.body).toMatchObject({ status: 422, code: `${side}-takes-no-part` });
    expect((await region.request(caseRef)).status).toBe(202);
  });

  test('a presumed foreign person without status, decision or proceeding is referred like everybody', async () => {
    const ref = await region.requested(
      {},
      await region.caseOf('KZ', { trafficking_status: null, citizenship: 'STATELESS' }),
    );
    await region.settle();
    expect((await region.view('UZ', ref)).body).toMatchObject({ status: 'REQUESTED' });
  });

  const OWN_WORD = {
    ...{ purpose: 'CROSS_BORDER_REFERRAL', decision: 'GIVEN', by: 'PERSON', informed: INFORMED_CHECK },
    ...{ taken_by: 'NGO', age_status: 'ADULT', decided_at: '2026-03-02T07:00:00Z', expected: 0 },
  };
  const decide = (caseRef: string, fields: object = {}) =>
    region
      .of('KZ')
      .post(WORKER.KZ, `/v1/cases/${caseRef}/consents`)
      .send({ ...OWN_WORD, ...fields });

  test('a child does not consent alone, also where its age is learnt later: 422', async () => {
    const record = recordOf('KZ', { consents: [] });
    const { case_ref: caseRef } = (await region.of('KZ').record(WORKER.KZ, record)).body as { case_ref: string };
    expect((await decide(caseRef)).status).toBe(200);
    expect((await region.of('KZ').record(WORKER.KZ, { ...record, birth_date: '2012-01-01' })).status).toBe(200);
    expect((await region.request(caseRef)).body).toMatchObject({ status: 422, code: 'consent-of-minor' });
  });

  test('who was registered as a child and is of age decides alone, and is shown with the age of today', async () => {
    const born = { registered_on: '2026-02-28', birth_date: '2008-03-02', consents: [] };
    const caseRef = await region.caseOf('KZ', born);
    expect((await decide(caseRef)).status).toBe(200);
    const ref = await region.requested({}, caseRef);
    expect((await region.view('KZ', ref)).body).toMatchObject({ preview: { ageband: '18-29' } });
  });

  test('the consent is attested by version, month and body', async () => {
    const ref = await region.requested();
    await region.settle();
    const { body } = await region.view('UZ', ref);
    expect(body.history[0]?.consents).toEqual([
      { purpose: 'CROSS_BORDER_REFERRAL', version: 1, month: '2024-03', takenby: 'NGO' },
    ]);
  });

  test('others’ cases are not found, and neither are voided ones', async () => {
    const caseRef = await region.caseOf('KZ');
    expect((await region.request(caseRef, {}, POLICE)).status).toBe(404);
    await region.of('KZ').post('registrar', `/v1/cases/${caseRef}/void`);
    expect((await region.request(caseRef)).status).toBe(404);
  });

  test.each([{ services: [] }, { name: 'x' }, { to: 'XX' }, { contact: {} }])(
    'a body of another form: 400 %j',
    async (body) => {
      expect((await region.request(await region.caseOf('KZ'), body as never)).body).toMatchObject({ code: 'bad-body' });
    },
  );
});

describe('what leaves', () => {
  test('neither clear fields nor the database of the receiver hold case, identity or preview in clear', async () => {
    const caseRef = await region.caseOf('KZ');
    const ref = await region.requested({}, caseRef);
    const rows = await region
      .of('KZ')
      .rows<{ data: string; time: string }>('SELECT data, time FROM messaging.outbox WHERE subject = $1', [ref]);
    expect(rows).toHaveLength(1);
    for (const text of [caseRef, 'SAFE_ACCOMMODATION', region.shelterRef, 'FEMALE']) {
      expect(rows[0]?.data).not.toContain(text);
    }
    expect(rows[0]?.time).toBe('2026-03-02T08:00:00Z');
    await region.settle();
    const stored = JSON.stringify(
      await region.of('UZ').rows(
        `SELECT part.ciphertext::text, outcome.data FROM referral.part JOIN referral.outcome USING (referral_ref)
          WHERE referral_ref = $1`,
        [ref],
      ),
    );
    for (const text of ['SAFE_ACCOMMODATION', 'THROUGH_CASE_WORKER', '"preview"']) expect(stored).not.toContain(text);
  });

  test('slots are one for each case and service, the case’s name abroad one for each country', async () => {
    const caseRef = await region.caseOf('KZ');
    const first = await region.requested({}, caseRef);
    await region.settle();
    await region.act('KZ', first, 'withdraw', { reason: 'REROUTED' });
    await region.settle();
    const second = await region.requested({ services: ['SAFE_ACCOMMODATION', 'PSYCHOLOGICAL'] }, caseRef);
    await region.settle();
    const [a, b] = [first, second].map((ref) => region.histories.get(ref)?.referral);
    expect(b?.slotRefs).toEqual(expect.arrayContaining([...(a?.slotRefs ?? [])]));
    expect(b?.slotRefs).toHaveLength(2);
    const names = await region
      .of('UZ')
      .rows<{ name: string }>(
        `SELECT DISTINCT data ->> 'referralCaseRef' AS name FROM referral.outcome WHERE referral_ref = ANY ($1::uuid[]) AND sequence = 1`,
        [[first, second]],
      );
    expect(names).toHaveLength(1);
    expect(names[0]?.name).not.toBe(caseRef);
  });
});
