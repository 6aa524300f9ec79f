import { AGENCIES, csvFile, someRecord, TestNational, type RawRecord } from './national.testing.js';

const PAIRS = AGENCIES.flatMap((a) => AGENCIES.filter((b) => b !== a).map((b) => [a, b] as const));
const idOf = (record: RawRecord) => String(record.record_id);

const SOME_ENTRY: Readonly<Record<string, object>> = {
  assessments: { taken_on: '2024-03-06', review_on: '2024-04-06', risk: 'LOW', needs: [], services: [] },
  services: { service: 'Legal', agreed: true, given_on: '2024-03-06', funding: 'MIXED' },
  penalisations: { kind: 'ENTRY_BAN', imposed_on: '2024-03-06' },
  returns: { kind: 'ENFORCED', returned_on: '2024-03-06' },
  close: { reason: 'LOST_CONTACT', closed_on: '2024-03-06' },
  reopen: { reason: 'NEW_FACTS', reopened_on: '2024-03-06' },
  entitlements: { kind: 'WORK_PERMIT', granted_on: '2024-03-06' },
};

describe('the walls between organisations of one country', () => {
  let national: TestNational;
  const own = new Map(AGENCIES.map((agency) => [agency as string, someRecord({ agency, document_no: 'AB 7650321' })]));
  const recordOf = (agency: string) => own.get(agency) ?? {};

  beforeAll(async () => {
    national = await TestNational.start();
    for (const agency of AGENCIES) expect((await national.record(agency, recordOf(agency))).status).toBe(200);
  });
  afterAll(() => national.stop());

  it.each(PAIRS)('%s finds nothing of %s and cannot enter anything for it', async (caller, other) => {
    const foreign = recordOf(other);
    expect((await national.get(caller, `/v1/records/${idOf(foreign)}`)).body).toMatchObject({
      status: 404,
      code: 'not-found',
    });
    const list = (await national.get(caller, '/v1/cases')).body as { cases: { recordId: string }[] };
    expect(list.cases.map((one) => one.recordId)).toEqual([idOf(recordOf(caller))]);
    const file = (await national.get(caller, '/v1/exports/htcds?identity=whole')).text;
    expect([file.includes(idOf(recordOf(caller))), file.includes(idOf(foreign))]).toEqual([true, false]);
    for (const record of [foreign, { ...foreign, sex: 'MALE' }, someRecord({ agency: other })]) {
      expect((await national.record(caller, record)).body).toMatchObject({
        status: 422,
        errors: [{ field: 'agency', code: 'other-organisation' }],
      });
      expect((await national.file(caller, csvFile([record]))).summary).toMatchObject({ received: 1, rejected: 1 });
      expect((await national.bulk(caller, [record])).summary).toMatchObject({ received: 1, rejected: 1 });
    }
    expect((await national.get(other, `/v1/records/${idOf(foreign)}`)).body).toMatchObject({
      organisation: other,
      facts: { sex: 'FEMALE' },
    });
  });

  it.each(PAIRS)('%s finds nothing of the care that %s gives', async (caller, other) => {
    const list = (await national.get(other, '/v1/cases')).body as { cases: { caseRef: string }[] };
    const caseRef = list.cases[0]?.caseRef ?? 'none';
    const paths = ['care', 'reflection'].map((path) => `/v1/cases/${caseRef}/${path}`);
    for (const path of paths) expect((await national.get(caller, path)).status).toBe(404);
    const entries = ['assessments', 'services', 'penalisations', 'returns', 'entitlements', 'close', 'reopen'];
    for (const path of entries) {
      const answer = await national.post(caller, `/v1/cases/${caseRef}/${path}`).send(SOME_ENTRY[path]);
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  it('answers for a record of others exactly as for one that does not exist', async () => {
    const [a, b] = AGENCIES;
    const others = await national.get(a, `/v1/records/${idOf(recordOf(b))}`);
    const nobodys = await national.get(a, '/v1/records/KZ-NOTTHERE1');
    const shape = ({ body, status, headers }: typeof others) => {
      const { instance: _, ...rest } = body as Record<string, unknown>;
      return [status, rest, headers['content-length']];
    };
    expect(shape(others)).toEqual(shape(nobodys));
  });

  it('joins records of one person without telling either organisation', async () => {
    const persons = await Promise.all([...own.values()].map((record) => national.personOf(idOf(record))));
    expect(new Set(persons).size).toBe(1);
    for (const agency of AGENCIES) {
      const seen = [
        await national.get(agency, `/v1/records/${idOf(recordOf(agency))}`),
        await national.get(agency, '/v1/cases'),
      ];
      const again = await national.record(agency, recordOf(agency));
      for (const { text } of [...seen, again]) {
        expect(text).not.toContain(persons[0] ?? 'no person');
        expect(text).not.toMatch(/person/i);
        for (const other of AGENCIES) if (other !== agency) expect(text).not.toContain(other);
      }
    }
  });

  it.each([
    ['registrar', 'GET', '/v1/records/KZ-SPEC000001'],
    ['registrar', 'GET', '/v1/cases'],
    ['registrar', 'GET', '/v1/exports/htcds'],
    ['figures', 'GET', '/v1/exports/htcds'],
    ['operator', 'GET', '/v1/exports/htcds'],
    ['registrar', 'GET', '/v1/figures/identified'],
    ['registrar', 'GET', '/v1/progress'],
    ['registrar', 'GET', '/v1/assessments/due'],
    ['figures', 'GET', '/v1/reflection-breaches'],
    ['operator', 'POST', '/v1/figures/attestations/2024'],
    ['KZ-NGO-01', 'GET', '/v1/figures/tables/RETURNS/2024'],
    ['figures', 'GET', '/v1/cases'],
    ['figures', 'GET', '/v1/records/KZ-SPEC000001'],
    ['figures', 'POST', '/v1/records'],
    ['figures', 'POST', '/v1/files'],
    ['operator', 'GET', '/v1/cases'],
    ['operator', 'POST', '/v1/records/bulk'],
    ['operator', 'POST', '/v1/persons/merge'],
    ['KZ-MVD-01', 'POST', '/v1/persons/split'],
    ['KZ-MVD-01', 'POST', '/v1/cases/6f9619ff-8b86-4011-b42d-00cf4fc964ff/void'],
    ['registrar', 'POST', '/v1/cases/6f9619ff-8b86-4011-b42d-00cf4fc964ff/close'],
    ['operator', 'POST', '/v1/cases/6f9619ff-8b86-4011-b42d-00cf4fc964ff/reopen'],
    ['KZ-MVD-01', 'GET', '/v1/figures/identified'],
    ['KZ-MVD-01', 'GET', '/v1/progress'],
    ['KZ-MVD-01', 'GET', '/v1/delivery-problems'],
    ['KZ-MVD-01', 'GET', '/metrics'],
  ])('%s may not %s %s', async (caller, method, path) => {
    const answer = method === 'GET' ? await national.get(caller, path) : await national.post(caller, path).send({});
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([403, 'forbidden']);
  });

  it.each([
    '/v1/records/KZ-SPEC000001',
    '/v1/cases',
    '/v1/exports/htcds',
    '/v1/progress',
    '/v1/figures/identified',
    '/metrics',
    '/docs',
    '/openapi.json',
  ])('lets nobody without a token read %s', async (path) => {
    expect((await national.get('nobody', path)).status).toBe(401);
  });
});
