import { csvFile, someRecord, TestNational, type RawRecord } from '../national.testing.js';

describe('persons of the register', () => {
  let national: TestNational;
  beforeAll(async () => {
    national = await TestNational.start();
  });
  afterAll(() => national.stop());

  const enter = async (record: RawRecord): Promise<string> =>
    ((await national.record('registrar', record)).body as { case_ref: string }).case_ref;
  const persons = (...records: RawRecord[]) =>
    Promise.all(records.map((record) => national.personOf(String(record.record_id))));
  const events = async (caseRef: string) =>
    (
      await national.rows<{ type: string }>('SELECT type FROM messaging.outbox WHERE subject = $1 ORDER BY version', [
        caseRef,
      ])
    ).map((row) => row.type.replace(/^kerege\.case\.|\.v1$/g, ''));

  it('joins records with an exact document or national id, in one file or in several', async () => {
    const a = someRecord({ document_no: 'KK 900111', national_id: '22910199101317' });
    const b = someRecord({ document_no: 'кк№900111', national_id: '' });
    const c = someRecord({ document_no: 'б/н', national_id: '229 1019 910 1317' });
    const [d, e] = [someRecord({ document_no: 'б/н' }), someRecord({ document_no: 'б/н' })];
    await national.file('registrar', csvFile([a, b, d]));
    await national.file('registrar', csvFile([c, e]));
    const [pa, pb, pc, pd, pe] = await persons(a, b, c, d, e);
    expect([pb, pc]).toEqual([pa, pa]);
    expect(new Set([pa, pd, pe]).size).toBe(3);
  });

  it('merges two persons when a later record carries a number of each, and says so to the region', async () => {
    const [a, b] = [someRecord({ registered_on: '2024-01-02' }), someRecord({ registered_on: '2024-01-01' })];
    const [refA, refB] = [await enter(a), await enter(b)];
    const [, kept] = await persons(a, b);
    const bridge = someRecord({ document_no: a.document_no, national_id: 'X55443322' });
    await enter(bridge);
    await enter({ ...b, national_id: 'X55443322' });
    expect(await persons(a, b, bridge)).toEqual([kept, kept, kept]);
    expect(await events(refA)).toEqual(['registered', 'person-reassigned']);
    expect(await events(refB)).toEqual(['registered']);
  });

  it('parts them again when the number turns out to be a typing error', async () => {
    const [a, b] = [someRecord(), someRecord()];
    await enter(a);
    await enter({ ...b, document_no: a.document_no });
    expect(new Set(await persons(a, b)).size).toBe(1);
    await enter(b);
    expect(new Set(await persons(a, b)).size).toBe(2);
  });

  it('keeps a merge by hand when records are sent again', async () => {
    const [a, b] = [someRecord(), someRecord()];
    const refs = [await enter(a), await enter(b)];
    expect((await national.post('registrar', '/v1/persons/merge').send({ case_refs: refs })).body).toEqual({
      changed: 1,
    });
    await enter({ ...b, sex: 'MALE' });
    expect(new Set(await persons(a, b)).size).toBe(1);
  });

  it('keeps a split by hand when records are sent again or a third one comes', async () => {
    const a = someRecord();
    const b = someRecord({ document_no: a.document_no });
    await enter(a);
    const refB = await enter(b);
    expect((await national.post('registrar', '/v1/persons/split').send({ case_refs: [refB] })).body).toEqual({
      changed: 1,
    });
    await enter({ ...b, sex: 'MALE' });
    await enter(someRecord({ document_no: a.document_no }));
    expect(new Set(await persons(a, b)).size).toBe(2);
    expect(await events(refB)).toContain('person-reassigned');
    const [journal] = await national.rows(`SELECT act, caller FROM register.person_journal WHERE act = 'SPLIT'`);
    expect(journal).toEqual({ act: 'SPLIT', caller: 'registrar' });
  });

  it('enters records of one person that come at the same moment as one person', async () => {
    const records = Array.from({ length: 8 }, () => someRecord({ document_no: 'SAME 424242' }));
    await Promise.all(records.map((record) => enter(record)));
    expect(new Set(await persons(...records)).size).toBe(1);
  });

  it('voids a case once, at once, and takes no change of it afterwards', async () => {
    const [a, b, bridge] = [someRecord(), someRecord({ national_id: 'V77665544' }), someRecord()];
    await enter(a);
    await enter(b);
    const wrong = { ...bridge, document_no: a.document_no, national_id: 'V77665544' };
    const ref = await enter(wrong);
    expect(new Set(await persons(a, b)).size).toBe(1);
    for (const _ of [1, 2]) expect((await national.post('registrar', `/v1/cases/${ref}/void`)).status).toBe(204);
    expect(await events(ref)).toEqual(['registered', 'voided']);
    expect(new Set(await persons(a, b)).size).toBe(2);
    expect((await national.record('registrar', { ...wrong, sex: 'MALE' })).body).toMatchObject({
      errors: [{ field: 'record', code: 'voided' }],
    });
    expect((await national.record('registrar', wrong)).body).toMatchObject({ outcome: 'unchanged' });
    expect((await national.post('registrar', '/v1/cases/not-a-ref/void')).status).toBe(404);
  });
});
