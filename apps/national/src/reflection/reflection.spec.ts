import { NGO, POLICE, registeredCase } from '../care/care-fixture.testing.js';
import { AGENCIES, TestNational } from '../national.testing.js';

const NOW = '2024-03-20T09:00:00Z';
let national: TestNational;
beforeAll(async () => {
  national = await TestNational.start('KZ', () => new Date(NOW));
});
afterAll(() => national.stop());

const pathOf = (caseRef: string, rest = '') => `/v1/cases/${caseRef}/reflection${rest}`;
const read = async (caller: string, caseRef: string) => (await national.get(caller, pathOf(caseRef))).body as object;
const breaches = async (caller: string) =>
  ((await national.get(caller, '/v1/reflection-breaches')).body as { breaches: { caseRef: string }[] }).breaches;

describe('the reflection period of a case', () => {
  it('rules 7 and 8: runs from registration without anybody’s act, as long as the law says', async () => {
    expect(await read(NGO, await registeredCase(national))).toEqual({
      ...{ firstDay: '2024-03-05', lastDay: '2024-04-03', endedOn: null, running: true },
      policy: {
        ...{ days: 30, legalBasis: 'CoE Convention art. 13' },
        endGrounds: ['PUBLIC_ORDER', 'STATUS_CLAIMED_IMPROPERLY'],
      },
    });
  });

  it('rule 11: is extended, then ends at the person’s request, and then no more', async () => {
    const caseRef = await registeredCase(national);
    const extended = await national.post(NGO, pathOf(caseRef, '/extensions')).send({ days: 10 });
    expect(extended.body).toMatchObject({ lastDay: '2024-04-13', running: true });
    const end = () => national.post(NGO, pathOf(caseRef, '/end')).send({ ground: 'PERSON_REQUEST' });
    expect((await end()).body).toMatchObject({ lastDay: '2024-03-19', endedOn: 'PERSON_REQUEST', running: false });
    expect((await end()).body).toMatchObject({ status: 409, code: 'reflection-over' });
  });

  it('of two acts at once neither is lost', async () => {
    const caseRef = await registeredCase(national);
    const extend = () => national.post(NGO, pathOf(caseRef, '/extensions')).send({ days: 5 });
    await Promise.all([extend(), extend(), extend()]);
    expect(await read(NGO, caseRef)).toMatchObject({ lastDay: '2024-04-18' });
  });

  it('rule 9: a return is judged, and an enforced one inside is recorded and raises an alert, once', async () => {
    const caseRef = await registeredCase(national);
    const removed = { kind: 'ENFORCED', returned_on: '2024-03-10' };
    for (const _ of [1, 2]) {
      expect((await national.post(NGO, `/v1/cases/${caseRef}/returns`).send(removed)).status).toBe(200);
    }
    const stored = await national.rows(`SELECT kind, inside_reflection FROM care.person_return WHERE case_ref = $1`, [
      caseRef,
    ]);
    expect(stored).toEqual([{ kind: 'ENFORCED', inside_reflection: true }]);
    for (const caller of [NGO, 'registrar']) {
      expect((await breaches(caller)).filter((one) => one.caseRef === caseRef)).toHaveLength(1);
    }
    expect(await breaches(AGENCIES[2])).toEqual([]);
  });

  it('an enforced return before it raises none', async () => {
    const caseRef = await registeredCase(national);
    await national.post(NGO, `/v1/cases/${caseRef}/returns`).send({ kind: 'ENFORCED', returned_on: '2024-03-04' });
    expect((await breaches('registrar')).some((one) => one.caseRef === caseRef)).toBe(false);
  });
});

describe('rule 10: nothing of it goes to law enforcement', () => {
  it.each([POLICE, AGENCIES[3]])(
    '%s is answered as about a case that does not exist, also for its own',
    async (agency) => {
      const own = await registeredCase(national, { agency });
      for (const caseRef of [own, await registeredCase(national)]) {
        const answers = [
          await national.get(agency, pathOf(caseRef)),
          await national.post(agency, pathOf(caseRef, '/extensions')).send({ days: 1 }),
          await national.post(agency, pathOf(caseRef, '/end')).send({ ground: 'PUBLIC_ORDER' }),
        ];
        expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
      }
      expect((await national.get(agency, '/v1/reflection-breaches')).status).toBe(404);
      const returned = await national
        .post(agency, `/v1/cases/${own}/returns`)
        .send({ kind: 'ENFORCED', returned_on: '2024-03-10' });
      const seen = await national.get(agency, `/v1/cases/${own}/care`);
      expect(`${returned.text}${seen.text}`).not.toMatch(/reflection|inside|breach/i);
    },
  );
});

test('no reflection day leaves the country', async () => {
  await registeredCase(national, { consents: ['ANONYMISED_STATISTICS'] });
  const rows = await national.rows<{ data: string }>('SELECT data::text FROM messaging.outbox');
  expect(rows.length).toBeGreaterThan(0);
  for (const { data } of rows) expect(data).not.toMatch(/reflection/i);
});
