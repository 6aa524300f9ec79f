import { randomUUID } from 'node:crypto';
import { INFORMED_CHECK } from '#contracts';
import { inTransaction } from '#persistence';
import { NGO, POLICE, registeredCase } from '../care/care-fixture.testing.js';
import { countTable } from '../figures/tables/count-table.js';
import { AGENCIES, COLLEAGUE, someRecord, TestNational, type RawRecord } from '../national.testing.js';

const NOW = new Date('2026-03-05T12:00:00Z');
const HOUR = 3_600_000;
const OTHER = AGENCIES[2];

let now = NOW;
let national: TestNational;

beforeAll(async () => {
  national = await TestNational.start('KZ', () => now);
});
beforeEach(() => {
  now = NOW;
});
afterAll(() => national?.stop());

const later = (hours: number) => (now = new Date(NOW.getTime() + hours * HOUR));
const post = (path: string, body: object = {}, caller: string = NGO) => national.post(caller, `/v1${path}`).send(body);
const put = (path: string, body: object, caller: string = NGO) => national.put(caller, `/v1${path}`).send(body);
const get = async (path: string, caller: string = NGO) => (await national.get(caller, `/v1${path}`)).body as never;
const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id;
const said = (caseRef: string) =>
  national.rows<{ type: string }>('SELECT type FROM messaging.outbox WHERE subject = $1 ORDER BY seq', [caseRef]);
const alerts = async (caller: string) =>
  (await get('/rights-alerts', caller))['alerts'] as { kind: string; id: string }[];
const alertOf = async (id: string, caller: string = NGO) => (await alerts(caller)).find((one) => one.id === id)?.kind;

async function enter(fields: RawRecord = {}): Promise<{ record: RawRecord; caseRef: string }> {
  const record = someRecord({ agency: NGO, ...fields });
  const answer = await national.record(NGO, record);
  return { record, caseRef: (answer.body as { case_ref: string }).case_ref };
}

describe('rule 19: access to what is held, who read it and where it went', () => {
  it('is one report: record, decisions, care, consents, reads, events that left', async () => {
    const { caseRef, record } = await enter({ surname: 'Сұраған' });
    const service = { service: 'Legal', agreed: true, given_on: '2026-03-01', funding: 'MIXED' };
    await post(`/cases/${caseRef}/services`, service);
    await national.get(NGO, `/v1/records/${String(record.record_id)}`);
    await national.get(COLLEAGUE, `/v1/cases/${caseRef}/care`);
    const report = await national.get(NGO, `/v1/cases/${caseRef}/access-report`);
    expect(report.body).toMatchObject({
      country: 'KZ',
      held: {
        record: { caseRef, identity: { surname: 'Сұраған' }, consents: [{ decision: 'GIVEN' }, { decision: 'GIVEN' }] },
        care: { services: [{ service: 'Legal' }] },
        reflection: { firstDay: '2024-03-05' },
      },
      rights: { corrections: [], complaints: [], emergencies: [], disclosures: [], incidents: [] },
      whereabouts: {
        region: { encodingStands: true, ended: null },
        referrals: [],
        matches: [],
        erasure: null,
        reads: [{ act: 'RECORD' }, { act: 'CARE' }],
      },
    });
    const again = (await get(`/cases/${caseRef}/access-report`))['whereabouts'] as { reads: { act: string }[] };
    expect(again.reads.map(({ act }) => act)).toEqual(['RECORD', 'CARE', 'ACCESS_REPORT']);
    await national.get(NGO, '/v1/exports/htcds');
    const exported = (await get(`/cases/${caseRef}/access-report`))['whereabouts'] as { reads: { act: string }[] };
    expect(exported.reads.map(({ act }) => act)).toContain('EXPORT');
    // Neither staff nor the person's join with others' records.
    expect(report.text).not.toContain(COLLEAGUE);
    expect(report.text).not.toMatch(/person_?ref/i);
  });

  it('names each kind of event that was sent, and no encoding', async () => {
    const { caseRef } = await enter();
    await national.rows('UPDATE messaging.outbox SET sent_at = now() WHERE subject = $1', [caseRef]);
    await national.rows(
      `UPDATE messaging.outbox SET sent_at = now()
        WHERE subject = (SELECT mention_ref::text FROM anonymisation.publication WHERE case_ref = $1)`,
      [caseRef],
    );
    const report = await national.get(NGO, `/v1/cases/${caseRef}/access-report`);
    const { sent } = (report.body as { whereabouts: { sent: { type: string; times: number }[] } }).whereabouts;
    expect(sent.map(({ type }) => type)).toEqual(['kerege.case.registered.v1', 'kerege.mention.published.v1']);
    expect(report.text).not.toContain('variants');
  });

  it('says nothing of other organisations’ records of the same person', async () => {
    const shared = { document_no: 'AC 4410022' };
    const [{ caseRef }] = [await enter(shared), await national.record(OTHER, someRecord({ agency: OTHER, ...shared }))];
    const report = await national.get(NGO, `/v1/cases/${caseRef}/access-report`);
    expect(report.text).not.toContain(OTHER);
  });

  it('keeps the period of reflection from law enforcement', async () => {
    const caseRef = await registeredCase(national, { agency: POLICE });
    const report = await get(`/cases/${caseRef}/access-report`, POLICE);
    expect(report['held']).toMatchObject({ reflection: null });
  });

  it('leaves reads that nobody can take out again', async () => {
    await expect(national.rows('DELETE FROM rights.read_log')).rejects.toThrow();
  });
});

describe('rule 19: correction', () => {
  it('that is accepted goes out as a correction in the same transaction; the outcome is told in a language', async () => {
    const { caseRef, record } = await enter();
    const id = idOf(await post(`/cases/${caseRef}/corrections`, { asked_on: '2026-03-04', fields: ['sex'] }));
    expect(idOf(await post(`/cases/${caseRef}/corrections`, { asked_on: '2026-03-04', fields: ['sex'] }))).toBe(id);
    const path = `/cases/${caseRef}/corrections/${id}`;
    const told = { told_on: '2026-03-05', language: 'uz' };
    expect((await put(`${path}/told`, told)).body).toMatchObject({ status: 409, code: 'no-outcome' });
    expect((await post(`${path}/decision`, accepted({ ...record, sex: 'MALE' }))).status).toBe(204);
    expect((await said(caseRef)).map(({ type }) => type)).toContain('kerege.case.corrected.v1');
    expect((await get(`/records/${String(record.record_id)}`))['facts']).toMatchObject({ sex: 'MALE' });
    expect((await put(`${path}/told`, told)).status).toBe(204);
    expect((await get(`/cases/${caseRef}/rights`))['corrections']).toEqual([
      {
        ...{ id, askedOn: '2026-03-04', dueOn: '2026-04-03', fields: ['sex'], decision: 'ACCEPTED', refusal: null },
        ...{ decidedOn: '2026-03-05', toldOn: '2026-03-05', language: 'uz' },
      },
    ]);
    const repeated = await post(`${path}/decision`, accepted({ ...record, sex: 'FEMALE' }));
    expect(repeated.body).toMatchObject({ status: 409, code: 'already-decided' });
  });

  it('is accepted with its effect or not at all', async () => {
    const { caseRef, record } = await enter();
    const other = await enter();
    const id = idOf(await post(`/cases/${caseRef}/corrections`, { asked_on: '2026-03-04', fields: ['sex'] }));
    const decide = async (body: object) =>
      (await post(`/cases/${caseRef}/corrections/${id}/decision`, body)).body as object;
    expect(await decide(accepted(record))).toMatchObject({ status: 409, code: 'nothing-corrected' });
    expect(await decide(accepted({ ...other.record, sex: 'MALE' }))).toMatchObject({
      status: 422,
      code: 'other-record',
    });
    expect(await decide(accepted({ ...record, sex: 'WRONG' }))).toMatchObject({ status: 422, code: 'record-refused' });
    expect(await decide({ decision: 'ACCEPTED' })).toMatchObject({ status: 400 });
    expect(await decide({ decision: 'REFUSED', record })).toMatchObject({ status: 400 });
    expect((await get(`/cases/${caseRef}/rights`))['corrections']).toMatchObject([{ decision: null }]);
    expect((await said(caseRef)).map(({ type }) => type)).not.toContain('kerege.case.corrected.v1');
    await decide({ decision: 'REFUSED', refusal: 'FOUND_CORRECT' });
    expect((await get(`/cases/${caseRef}/rights`))['corrections']).toMatchObject([{ refusal: 'FOUND_CORRECT' }]);
  });
});

describe('rule 19: complaint', () => {
  it('is answered in time; what is late shows to the organisation, the registrar and the operator', async () => {
    const { caseRef } = await enter();
    const filed = { filed_on: '2026-03-05', about: 'CONSENT_DISREGARDED' };
    const id = idOf(await post(`/cases/${caseRef}/complaints`, filed));
    later(30 * 24);
    expect(await alertOf(id)).toBeUndefined();
    later(31 * 24);
    for (const caller of [NGO, 'registrar', 'operator']) expect(await alertOf(id, caller)).toBe('COMPLAINT');
    expect(await alertOf(id, OTHER)).toBeUndefined();
    expect(JSON.stringify(await alerts('operator'))).not.toContain(caseRef);
    const answer = (outcome: string) => post(`/cases/${caseRef}/complaints/${id}/answer`, { outcome });
    expect((await answer('UPHELD')).status).toBe(204);
    expect((await answer('UPHELD')).status).toBe(204);
    expect((await answer('NOT_UPHELD')).body).toMatchObject({ status: 409, code: 'already-answered' });
    expect(await alertOf(id)).toBeUndefined();
  });

  it('the time for it is the country’s', async () => {
    const strict = await TestNational.start('KZ', () => now, { rightsAnswerDays: 3, rightsLegalBasis: 'KZ law' });
    try {
      const caseRef = await registeredCase(strict);
      await strict.post(NGO, `/v1/cases/${caseRef}/complaints`).send({ filed_on: '2026-03-05', about: 'OTHER' });
      const { complaints } = (await strict.get(NGO, `/v1/cases/${caseRef}/rights`)).body as { complaints: object[] };
      expect(complaints).toMatchObject([{ dueOn: '2026-03-08' }]);
    } finally {
      await strict.stop();
    }
  });
});

describe('rule 19: an incident', () => {
  it('keeps who was told when, and closes only when everybody knows', async () => {
    const [a, b] = [await enter(), await enter()];
    const report = { kind: 'SHELTER_EXPOSED', noticed_at: '2026-03-05T10:00:00Z', case_refs: [a.caseRef] };
    const id = idOf(await post('/incidents', report));
    expect(idOf(await post('/incidents', { ...report, case_refs: [b.caseRef, a.caseRef] }))).toBe(id);
    const told = (body: object) => post(`/incidents/${id}/told`, { told_at: '2026-03-05T11:00:00Z', ...body });
    const seen = async (caller: string) =>
      ((await get('/incidents', caller))['incidents'] as { id: string }[]).find((one) => one.id === id);
    expect((await told({ who: 'PERSON' })).body).toMatchObject({ status: 422, code: 'no-such-person' });
    expect((await told({ who: 'PERSON', case_ref: randomUUID() })).body).toMatchObject({ status: 422 });
    expect((await told({ who: 'PERSON', case_ref: a.caseRef })).status).toBe(204);
    expect((await told({ who: 'COORDINATOR' })).status).toBe(204);
    expect((await post(`/incidents/${id}/closed`)).body).toMatchObject({ status: 409, code: 'incident-untold' });
    expect(await seen(NGO)).toMatchObject({ affected: 2, untold: 1, untoldCases: [b.caseRef], overdue: false });
    later(73);
    expect(await alertOf(id, 'registrar')).toBe('INCIDENT_UNTOLD');
    const abroad = await seen('operator');
    expect(abroad).toMatchObject({ affected: 2, untold: 1, overdue: true });
    expect(JSON.stringify(abroad)).not.toContain(b.caseRef);
    await told({ who: 'GUARDIAN', case_ref: b.caseRef });
    expect((await post(`/incidents/${id}/closed`)).status).toBe(204);
    expect(await alertOf(id, 'registrar')).toBeUndefined();
    expect((await get(`/cases/${a.caseRef}/rights`))['incidents']).toMatchObject([
      { kind: 'SHELTER_EXPOSED', personToldAt: '2026-03-05T11:00:00.000Z' },
    ]);
    const more = await enter();
    await post('/incidents', { ...report, case_refs: [more.caseRef] });
    expect(await seen(NGO)).toMatchObject({ affected: 3, closedAt: null });
  });
});

describe('rule 5: emergency protection', () => {
  const begin = (caseRef: string, caller: string = NGO) =>
    post(`/cases/${caseRef}/emergency-protections`, { incapacity: 'UNCONSCIOUS' }, caller);
  const act = (caseRef: string, id: string, what: string, caller: string) =>
    post(`/cases/${caseRef}/emergency-protections/${id}/${what}`, {}, caller);
  const standsFor = async (caseRef: string) =>
    ((await get(`/cases/${caseRef}/rights`))['emergencies'] as { standsFor: string[] }[]).flatMap(
      (one) => one.standsFor,
    );

  it('needs two persons, stands for 72 hours within the country, and the person is told', async () => {
    const { caseRef } = await enter({ consents: [] });
    const id = idOf(await begin(caseRef));
    expect(idOf(await begin(caseRef))).toBe(id);
    expect(await standsFor(caseRef)).toEqual([]);
    expect((await act(caseRef, id, 'second', NGO)).body).toMatchObject({ status: 409, code: 'same-person' });
    expect((await act(caseRef, id, 'second', COLLEAGUE)).body).toMatchObject({ standsFor: ['DOMESTIC_REFERRAL'] });
    later(71);
    expect(await standsFor(caseRef)).toEqual(['DOMESTIC_REFERRAL']);
    expect((await begin(caseRef)).body).toMatchObject({ status: 422, faults: ['already-protected'] });
    later(72);
    expect(await standsFor(caseRef)).toEqual([]);
    expect(await alertOf(id, 'registrar')).toBe('EMERGENCY_UNTOLD');
    expect((await begin(caseRef)).body).toMatchObject({ status: 422, faults: ['former-not-told'] });
    expect((await act(caseRef, id, 'told', NGO)).status).toBe(200);
    expect(await alertOf(id, 'registrar')).toBeUndefined();
    expect((await begin(caseRef)).status).toBe(200);
  });

  it('lets nothing leave: no mention, and no consent is made of it', async () => {
    const { caseRef } = await enter({ consents: [] });
    const before = await said(caseRef);
    await act(caseRef, idOf(await begin(caseRef)), 'second', COLLEAGUE);
    await inTransaction(national.dataSource, (tx) => national.parts.publisher.bringUpToDate(tx, [caseRef]));
    expect(await said(caseRef)).toEqual(before);
    const { purposes } = (await get(`/cases/${caseRef}/consents`)) as { purposes: { decision: string }[] };
    expect(new Set(purposes.map(({ decision }) => decision))).toEqual(new Set(['NOT_ASKED']));
  });

  it('gives way to the person’s word, and never begins against a refusal', async () => {
    const { caseRef } = await enter({ consents: [] });
    const id = idOf(await begin(caseRef));
    await act(caseRef, id, 'second', COLLEAGUE);
    later(1);
    const refusal = {
      ...{ purpose: 'DOMESTIC_REFERRAL', decision: 'REFUSED', decided_at: '2026-03-05T12:30:00Z', by: 'PERSON' },
      ...{ informed: INFORMED_CHECK, taken_by: 'NGO', age_status: 'ADULT', expected: 0 },
    };
    expect((await post(`/cases/${caseRef}/consents`, refusal)).status).toBe(200);
    expect(await standsFor(caseRef)).toEqual([]);
    await act(caseRef, id, 'told', NGO);
    expect((await begin(caseRef)).body).toMatchObject({ status: 422, faults: ['person-refused'] });
  });
});

describe('rule 5: disclosure by law', () => {
  const demand = {
    ...{ demanded_by: 'LawEnforcement', basis: 'COURT_ORDER', provision: 'KZ:CPC-2014:122:1' },
    ...{ parts: ['IDENTITY'], disclosed_on: '2026-03-02', informed_on: '2026-03-03' },
  };
  const disclose = (caseRef: string, fields: object = {}) =>
    post(`/cases/${caseRef}/disclosures`, { ...demand, ...fields });

  it('is recorded with who, which law and what; the person is told unless a listed ground stands', async () => {
    const { caseRef } = await enter();
    const id = idOf(await disclose(caseRef, { informed_on: undefined, not_informed: 'FORBIDDEN_BY_ORDER' }));
    expect((await disclose(caseRef, { informed_on: undefined })).body).toMatchObject({
      faults: ['person-not-informed'],
    });
    expect((await disclose(caseRef, { demanded_by: 'UNKNOWN' })).body).toMatchObject({ status: 422 });
    expect((await disclose(caseRef, { provision: 'she said so' })).body).toMatchObject({ status: 400 });
    later(91 * 24);
    expect(await alertOf(id, 'registrar')).toBe('DISCLOSURE_UNTOLD');
    expect((await put(`/cases/${caseRef}/disclosures/${id}/informed`, { informed_on: '2026-03-01' })).status).toBe(422);
    expect((await put(`/cases/${caseRef}/disclosures/${id}/informed`, { informed_on: '2026-06-01' })).status).toBe(204);
    expect(await alertOf(id, 'registrar')).toBeUndefined();
    expect((await get(`/cases/${caseRef}/rights`))['disclosures']).toEqual([
      {
        ...{ id, demandedBy: 'LawEnforcement', basis: 'COURT_ORDER', provision: 'KZ:CPC-2014:122:1' },
        ...{ parts: ['IDENTITY'], disclosedOn: '2026-03-02', inReflection: false },
        ...{ informedOn: '2026-06-01', notInformed: null, reviewOn: null },
      },
    ]);
  });

  it('rule 10: to the police during reflection it raises an alert', async () => {
    const { caseRef } = await enter({ registered_on: '2026-03-01' });
    const id = idOf(await disclose(caseRef));
    for (const caller of [NGO, 'registrar']) expect(await alertOf(id, caller)).toBe('DISCLOSURE_IN_REFLECTION');
    const police = await registeredCase(national, { agency: POLICE, registered_on: '2026-03-01' });
    const own = idOf(await post(`/cases/${police}/disclosures`, demand, POLICE));
    expect([await alertOf(own, 'registrar'), await alertOf(own, POLICE)]).toEqual([
      'DISCLOSURE_IN_REFLECTION',
      undefined,
    ]);
    for (const path of ['rights', 'access-report']) {
      expect((await national.get(POLICE, `/v1/cases/${police}/${path}`)).text).not.toMatch(/inReflection/);
    }
  });

  it('never enables matching, and is counted', async () => {
    const { caseRef } = await enter({ consents: [] });
    const count = (period: { firstDay: string; nextDay: string; months: string[] }) =>
      inTransaction(national.dataSource, (tx) => countTable(tx, 'DISCLOSURES_BY_LAW', { name: '2026-02', ...period }));
    const february = { firstDay: '2026-02-01', nextDay: '2026-03-01', months: ['2026-02'] };
    const before = await said(caseRef);
    await disclose(caseRef, { disclosed_on: '2026-02-10', informed_on: '2026-02-11' });
    expect(await said(caseRef)).toEqual(before);
    expect(await count(february)).toEqual([{ codes: [], value: 'NOT_REPORTED' }]);
    const entered = { table: 'DISCLOSURES_BY_LAW', counts: [{ codes: [], value: 2 }] };
    expect((await put('/figures/monthly-counts/2026-02', entered, 'figures')).status).toBe(204);
    expect(await count(february)).toEqual([{ codes: [], value: 3 }]);
    await post(`/cases/${caseRef}/erasure`, { asked_on: '2026-03-05' });
    expect(await count(february)).toEqual([{ codes: [], value: 3 }]);
  });
});

describe('rule 12 and erasure', () => {
  const demand = {
    ...{ demanded_by: 'CentralGovernmentOrganisation', basis: 'STATUTE', provision: 'KZ:110-VIII:17' },
    ...{ parts: ['CASE_FACTS'], disclosed_on: '2026-03-02', informed_on: '2026-03-03' },
  };
  const entries: readonly (readonly [string, object])[] = [
    ['corrections', { asked_on: '2026-03-04', fields: ['sex'] }],
    ['complaints', { filed_on: '2026-03-04', about: 'SERVICE' }],
    ['emergency-protections', { incapacity: 'ACUTE_CRISIS' }],
    ['disclosures', demand],
  ];

  it.each([...AGENCIES.filter((one) => one !== NGO), 'registrar', 'operator', 'figures'])(
    '%s neither reads nor records anything of another organisation’s case',
    async (caller) => {
      const { caseRef } = await enter();
      const kept = idOf(await post(`/cases/${caseRef}/complaints`, { filed_on: '2026-03-04', about: 'SERVICE' }));
      const incident = idOf(
        await post('/incidents', { kind: 'OTHER', noticed_at: '2026-03-05T10:00:00Z', case_refs: [caseRef] }),
      );
      const denied = [
        await national.get(caller, `/v1/cases/${caseRef}/access-report`),
        await national.get(caller, `/v1/cases/${caseRef}/rights`),
        ...(await Promise.all(entries.map(([path, body]) => post(`/cases/${caseRef}/${path}`, body, caller)))),
        await post(`/cases/${caseRef}/complaints/${kept}/answer`, { outcome: 'UPHELD' }, caller),
        await post('/incidents', { kind: 'OTHER', noticed_at: '2026-03-05T10:00:00Z', case_refs: [caseRef] }, caller),
        await post(`/incidents/${incident}/told`, { who: 'SHELTER', told_at: '2026-03-05T11:00:00Z' }, caller),
        await post(`/incidents/${incident}/closed`, {}, caller),
      ];
      const status = AGENCIES.some((one) => one === caller) ? 404 : 403;
      expect(denied.map((one) => one.status)).toEqual(denied.map(() => status));
    },
  );

  it('an erasure takes all of it along but the count of what a law demanded, and who read the record', async () => {
    const { caseRef } = await enter();
    for (const [path, body] of entries) expect((await post(`/cases/${caseRef}/${path}`, body)).status).toBe(200);
    const noticed = { kind: 'DATA_EXPOSED', noticed_at: '2026-03-05T09:00:00Z' };
    const incident = idOf(await post('/incidents', { ...noticed, case_refs: [caseRef] }));
    await post(`/incidents/${incident}/told`, { who: 'PERSON', case_ref: caseRef, told_at: '2026-03-05T10:00:00Z' });
    await national.get(NGO, `/v1/cases/${caseRef}/care`);
    expect((await post(`/cases/${caseRef}/erasure`, { asked_on: '2026-03-05' })).body).toMatchObject({
      status: 'ERASED',
    });
    for (const table of ['correction', 'complaint', 'emergency', 'disclosure', 'incident_case', 'incident_told']) {
      expect([table, await national.rows(`SELECT FROM rights.${table} WHERE case_ref = $1`, [caseRef])]).toEqual([
        table,
        [],
      ]);
    }
    expect(
      await national.rows(
        `SELECT provision, parts, informed_on, disclosed_on::text AS day FROM rights.disclosure
          WHERE case_ref IS NULL AND demanded_by = 'CentralGovernmentOrganisation'`,
      ),
    ).toEqual([{ provision: '', parts: [], informed_on: null, day: '2026-03-01' }]);
    const { incidents } = (await get('/incidents')) as { incidents: { id: string }[] };
    expect(incidents.find(({ id }) => id === incident)).toMatchObject({ affected: 1, untold: 0 });
    const report = await get(`/cases/${caseRef}/access-report`);
    expect(report).toMatchObject({
      held: { record: { status: 'ERASED', identity: null, consents: [] }, reflection: null },
      whereabouts: { erasure: { status: 'ERASED' }, reads: [{ act: 'CARE' }] },
    });
    const complaint = await post(`/cases/${caseRef}/complaints`, { filed_on: '2026-03-05', about: 'OTHER' });
    expect(complaint.body).toMatchObject({ status: 409, code: 'case-ended' });
  });
});

function accepted(record: RawRecord) {
  return { decision: 'ACCEPTED', record };
}
