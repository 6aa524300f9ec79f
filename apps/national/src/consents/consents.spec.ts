import { CONSENT_PURPOSE, INFORMED_CHECK, type ConsentPurpose } from '#contracts';
import { inTransaction } from '#persistence';
import { AGENCIES, someRecord, TestNational, type RawRecord } from '../national.testing.js';
import { NGO } from '../care/care-fixture.testing.js';
import { ReflectionOfCase } from '../reflection/index.js';
import { RecordConsent } from './record-consent.js';

const NOW = new Date('2026-03-05T12:00:00Z');
let now = NOW;
let national: TestNational;

beforeAll(async () => {
  national = await TestNational.start('KZ', () => now);
});
beforeEach(() => {
  now = NOW;
});
afterAll(() => national?.stop());

const [OWNER, OTHER] = AGENCIES;
const decision = (fields: object = {}) => ({
  ...{ purpose: 'CROSS_BORDER_MATCH', decision: 'GIVEN', decided_at: '2026-03-05T11:00:00Z', by: 'PERSON' },
  ...{ informed: INFORMED_CHECK, taken_by: 'NGO', age_status: 'ADULT', expected: 0 },
  ...fields,
});
const child = { age_status: 'MINOR', by: 'COURT', child_assent: 'GIVEN', best_interests_noted: true };

async function enter(fields: RawRecord = {}, caller: string = OWNER): Promise<string> {
  const answer = await national.record(caller, someRecord({ consents: [], ...fields }));
  return (answer.body as { case_ref: string }).case_ref;
}
const decide = (caseRef: string, fields: object = {}, caller: string = OWNER) =>
  national.post(caller, `/v1/cases/${caseRef}/consents`).send(decision(fields));
const read = (caseRef: string, caller: string = OWNER) => national.get(caller, `/v1/cases/${caseRef}/consents`);

async function stateOf(caseRef: string, purpose: ConsentPurpose) {
  const { purposes } = (await read(caseRef)).body as { purposes: { purpose: string }[] };
  return purposes.find((state) => state.purpose === purpose);
}
const mentions = async (caseRef: string) =>
  (
    await national.rows('SELECT FROM anonymisation.publication WHERE case_ref = $1 AND mention_ref IS NOT NULL', [
      caseRef,
    ])
  ).length;
const said = (caseRef: string) =>
  national.rows<{ type: string; reason: string | null; level: number }>(
    `SELECT type, data::jsonb ->> 'reason' AS reason, (data::jsonb ->> 'generalisation')::int AS level
       FROM messaging.outbox WHERE subject = $1 ORDER BY seq`,
    [caseRef],
  );

describe('a decision acts at once and on its purpose only', () => {
  it('lets a mention leave when matching is agreed to, and takes it back when it no longer is', async () => {
    const caseRef = await enter();
    expect(await mentions(caseRef)).toBe(0);
    expect((await decide(caseRef)).body).toEqual({ purpose: 'CROSS_BORDER_MATCH', decision: 'GIVEN', version: 1 });
    expect(await mentions(caseRef)).toBe(1);
    const withdrawn = await decide(caseRef, {
      ...{ decision: 'WITHDRAWN', decided_at: '2026-03-05T11:30:00Z', informed: [], expected: 1 },
    });
    expect(withdrawn.body).toMatchObject({ decision: 'WITHDRAWN', version: 2 });
    expect(await mentions(caseRef)).toBe(0);
    expect((await said(caseRef)).map(({ type }) => type)).toEqual(['kerege.case.registered.v1']);
  });

  it('goes back to the minimal tuple without consent to statistics, and leaves the mention alone', async () => {
    const alike = await Promise.all([1, 2, 3, 4, 5].map(() => enter({ consents: ['ANONYMISED_STATISTICS'] })));
    const caseRef = await enter({ consents: ['ANONYMISED_STATISTICS', 'CROSS_BORDER_MATCH'] });
    expect(alike).toHaveLength(5);
    await decide(caseRef, {
      ...{ purpose: 'ANONYMISED_STATISTICS', decision: 'WITHDRAWN', informed: [], expected: 1 },
    });
    expect((await said(caseRef)).at(-1)).toEqual({
      ...{ type: 'kerege.case.corrected.v1', reason: 'CONSENT_WITHDRAWN', level: 7 },
    });
    expect(await mentions(caseRef)).toBe(1);
  });

  it('tells referrals of withdrawn purposes that they rest on, in the same transaction, and of no others', async () => {
    const told: string[] = [];
    const { dataSource, parts } = national;
    const record = new RecordConsent({
      ...{ dataSource, publishing: parts.publisher, reflection: { covers: () => Promise.resolve(false) } },
      births: { of: () => Promise.resolve(null) },
      referrals: { withdrawReferralsOf: (_, ref, purpose) => Promise.resolve(void told.push(`${ref} ${purpose}`)) },
    });
    const caseRef = await enter();
    for (const purpose of CONSENT_PURPOSE) {
      await record.execute({ caller: OWNER, organisation: OWNER }, caseRef, {
        expected: 0,
        consent: {
          ...{ purpose, decision: 'WITHDRAWN', decidedAt: NOW.toISOString(), by: 'PERSON', informed: [] },
          ...{ takenBy: 'NGO', rightsInformation: false, ageStatus: 'ADULT', incapable: false },
          ...{ childAssent: null, bestInterestsNoted: false, guardianImplicated: null },
        },
      });
    }
    const resting = ['DOMESTIC_REFERRAL', 'CROSS_BORDER_REFERRAL', 'RETURN_ARRANGEMENT', 'FAMILY_TRACING'];
    expect(told).toEqual(resting.map((purpose) => `${caseRef} ${purpose}`));
  });

  it('ends the case’s services by no withdrawal: the case stays open', async () => {
    const caseRef = await enter();
    for (const purpose of CONSENT_PURPOSE) {
      expect((await decide(caseRef, { purpose, decision: 'WITHDRAWN', informed: [] })).status).toBe(200);
    }
    expect(await national.rows('SELECT status FROM register.episode WHERE case_ref = $1', [caseRef])).toEqual([
      { status: 'OPEN' },
    ]);
  });
});

describe('what does not count is refused and changes nothing', () => {
  it.each([
    ['no checks', { informed: [] }, ['not-informed']],
    ['somebody else for an adult', { by: 'COURT' }, ['not-the-person']],
    ['a minor alone', { ...child, by: 'PERSON' }, ['guardian-missing']],
    [
      'a child by the record alone, whatever the age is said to be',
      {},
      ['guardian-missing', 'child-assent-missing', 'best-interests-missing'],
      { birth_date: '2008-03-06' },
    ],
    ['a disputed age alone', { ...child, age_status: 'DISPUTED', by: 'PERSON' }, ['guardian-missing']],
    ['the child’s refusal', { ...child, child_assent: 'REFUSED' }, ['child-refused']],
    [
      'an implicated guardian',
      { ...child, by: 'APPOINTED_GUARDIAN', guardian_implicated: true },
      ['guardian-implicated'],
    ],
  ])('%s', async (_, fields, faults, record: RawRecord = {}) => {
    const caseRef = await enter(record);
    const answer = await decide(caseRef, fields);
    expect([answer.status, answer.body]).toMatchObject([
      422,
      { code: 'consent-refused', purpose: 'CROSS_BORDER_MATCH', faults },
    ]);
    expect(await mentions(caseRef)).toBe(0);
    expect(await stateOf(caseRef, 'CROSS_BORDER_MATCH')).toMatchObject({ decision: 'NOT_ASKED', version: 0 });
  });

  it('the police’s own consent to meet the police during reflection', async () => {
    const police = { purpose: 'LAW_ENFORCEMENT_CONTACT', taken_by: 'LawEnforcement', rights_information: true };
    const inside = await enter({ registered_on: '2026-03-01' });
    expect((await decide(inside, police)).body).toMatchObject({ faults: ['taken-by-enforcement'] });
    expect((await decide(inside, { ...police, taken_by: 'NGO' })).status).toBe(200);
    const over = await enter({ registered_on: '2026-01-01' });
    expect((await decide(over, police)).status).toBe(200);
  });

  it('the same while an extension runs, and no more once the person has ended the period', async () => {
    const police = { purpose: 'LAW_ENFORCEMENT_CONTACT', taken_by: 'LawEnforcement', rights_information: true };
    const caseRef = await enter({ registered_on: '2026-02-04', agency: NGO }, NGO);
    const reflection = `/v1/cases/${caseRef}/reflection`;
    expect((await national.post(NGO, `${reflection}/extensions`).send({ days: 10 })).status).toBe(200);
    now = new Date('2026-03-10T12:00:00Z');
    const later = { ...police, decided_at: '2026-03-10T11:00:00Z' };
    expect((await decide(caseRef, later, NGO)).body).toMatchObject({ faults: ['taken-by-enforcement'] });
    expect((await national.post(NGO, `${reflection}/end`).send({ ground: 'PERSON_REQUEST' })).status).toBe(200);
    expect((await decide(caseRef, { ...police, decided_at: '2026-03-09T11:00:00Z' }, NGO)).status).toBe(422);
    expect((await decide(caseRef, later, NGO)).status).toBe(200);
  });

  it('the same as long as the country’s policy says, and for a consent that is dated back to before registration', async () => {
    const { dataSource, parts } = national;
    const caseRef = await enter({ registered_on: '2026-01-01' });
    const covers = (days: number, at: string) =>
      inTransaction(dataSource, (tx) =>
        new ReflectionOfCase({ ...parts.reflection, days }).covers(tx, caseRef, new Date(at)),
      );
    expect(await covers(30, '2026-01-30T23:59:59Z')).toBe(true);
    expect(await covers(30, '2026-01-31T00:00:00Z')).toBe(false);
    expect(await covers(90, '2026-03-31T12:00:00Z')).toBe(true);
    expect(await covers(30, '2025-12-01T12:00:00Z')).toBe(true);
  });

  it.each([
    ['an unknown purpose', { purpose: 'EVERYTHING' }],
    ['not asking', { decision: 'NOT_ASKED' }],
    ['the future', { decided_at: '2026-03-05T12:00:01Z' }],
    ['a free text', { note: 'she agreed by phone' }],
    ['an unknown check', { informed: ['all'] }],
    ['no version', { expected: undefined }],
    ['an override', { override: true }],
    ['a flag that is a text', { incapable: 'yes' }],
    ['no object', undefined],
  ])('400 for %s', async (_, fields) => {
    const caseRef = await enter();
    const path = `/v1/cases/${caseRef}/consents`;
    const answer = await national.post(OWNER, path).send(fields === undefined ? [] : decision(fields));
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([400, 'bad-consent']);
  });

  it('409 for another version, with the state as it is; the same again changes nothing', async () => {
    const caseRef = await enter();
    const answers = await Promise.all([decide(caseRef), decide(caseRef), decide(caseRef, { decision: 'REFUSED' })]);
    expect(answers.map(({ status }) => status).filter((status) => status === 409)).not.toHaveLength(0);
    expect(await stateOf(caseRef, 'CROSS_BORDER_MATCH')).toMatchObject({ version: 1 });
    const stale = await decide(caseRef, { decision: 'WITHDRAWN', decided_at: '2026-03-05T11:59:00Z' });
    expect([stale.status, stale.body]).toMatchObject([409, { code: 'consent-changed', version: 1 }]);
  });

  it('409 for a case that has ended', async () => {
    const caseRef = await enter();
    await national.post('registrar', `/v1/cases/${caseRef}/void`);
    expect((await decide(caseRef)).body).toMatchObject({ status: 409, code: 'case-ended' });
  });

  it('404 for another organisation’s case, as for none', async () => {
    const caseRef = await enter();
    for (const ref of [caseRef, '6f9619ff-8b86-4011-b42d-00cf4fc964ff', 'none']) {
      expect((await decide(ref, {}, OTHER)).body).toMatchObject({ status: 404, code: 'not-found' });
      expect((await read(ref, OTHER)).body).toMatchObject({ status: 404, code: 'not-found' });
    }
  });
});

describe('files and the organisation’s own records', () => {
  it('a file’s cell gives nothing back that the person withdrew, and takes nothing that they gave', async () => {
    const record = someRecord();
    const { case_ref: caseRef } = (await national.record(OWNER, record)).body as { case_ref: string };
    await decide(caseRef, { decision: 'WITHDRAWN', informed: [], expected: 1 });
    await decide(caseRef, { purpose: 'RESEARCH' });
    await national.record(OWNER, { ...record, labour_sector: 'A' });
    expect(await stateOf(caseRef, 'CROSS_BORDER_MATCH')).toMatchObject({ decision: 'WITHDRAWN', version: 2 });
    expect(await stateOf(caseRef, 'RESEARCH')).toMatchObject({ decision: 'GIVEN', version: 1 });
    expect(await mentions(caseRef)).toBe(0);
  });

  it('a record may not claim a recorded consent without its checks', async () => {
    const claimed = { purpose: 'CROSS_BORDER_MATCH', decision: 'GIVEN', by: 'PERSON' };
    expect((await national.record(OWNER, someRecord({ consents: [claimed] }))).body).toMatchObject({
      errors: [{ field: 'consents', code: 'consent-unchecked' }],
    });
    const checked = { ...claimed, informed: INFORMED_CHECK };
    expect((await national.record(OWNER, someRecord({ consents: [checked] }))).status).toBe(200);
    const child = someRecord({ consents: [{ ...checked, taken_on: '2024-03-04' }], birth_date: '2006-03-05' });
    expect((await national.record(OWNER, child)).body).toMatchObject({
      errors: [{ field: 'consents', code: 'consent-unchecked' }],
    });
    const adult = { ...child, consents: [{ ...checked, taken_on: '2024-03-05' }] };
    expect((await national.record(OWNER, adult)).status).toBe(200);
  });
});

it('asks anew at 18: what others decided for the child ends, what the person decided does not', async () => {
  const [minor, adult] = [await enter({ birth_date: '2008-04-01' }), await enter({ birth_date: '2008-03-05' })];
  expect((await decide(minor, child)).status).toBe(200);
  expect((await decide(adult)).status).toBe(200);
  now = new Date('2026-03-31T23:00:00Z');
  expect(await national.parts.askAnew.execute()).toBe(0);
  now = new Date('2026-04-01T00:00:00Z');
  expect(await national.parts.askAnew.execute()).toBe(1);
  expect(await national.parts.askAnew.execute()).toBe(0);
  expect([await mentions(minor), await mentions(adult)]).toEqual([0, 1]);
  const given = decision({ decided_at: '2026-04-01T00:00:00Z', expected: 2 });
  expect((await national.post(OWNER, `/v1/cases/${minor}/consents`).send(given)).status).toBe(200);
});

it('asks anew at 18 what an agency attested of the child, and a file gives it back no more', async () => {
  const record = someRecord({ birth_date: '2008-04-01', consents: ['CROSS_BORDER_MATCH'] });
  const { case_ref: caseRef } = (await national.record(OWNER, record)).body as { case_ref: string };
  expect(await mentions(caseRef)).toBe(1);
  now = new Date('2026-04-01T00:00:00Z');
  await national.parts.askAnew.execute();
  expect(await mentions(caseRef)).toBe(0);
  await national.record(OWNER, { ...record, labour_sector: 'A' });
  expect(await stateOf(caseRef, 'CROSS_BORDER_MATCH')).toMatchObject({ decision: 'WITHDRAWN', version: 2 });
});
