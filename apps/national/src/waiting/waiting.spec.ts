import { AGENCIES, someRecord, TestNational } from '../national.testing.js';
import type { WaitingEvents } from './waiting.js';

const [POLICE, NGO, HOTLINE] = AGENCIES;

let national: TestNational;
beforeEach(async () => {
  national = await TestNational.start('KZ', undefined, { publishEverySeconds: 3600, fakePercent: 0 });
});
afterEach(() => national?.stop());

async function waitingFor(caller: string): Promise<readonly WaitingEvents[]> {
  const answer = await national.get(caller, '/v1/waiting-events');
  expect(answer.status).toBe(200);
  return (answer.body as { waiting: WaitingEvents[] }).waiting;
}
const counts = async (caller: string) =>
  Object.fromEntries((await waitingFor(caller)).map(({ kind, count }) => [kind, count]));

async function enter(agency: string, fields = {}): Promise<string> {
  const answer = await national.record(agency, someRecord({ agency, ...fields }));
  return (answer.body as { case_ref: string }).case_ref;
}

test('operators see all that waits, an organisation what waits of its own cases', async () => {
  await enter(POLICE);
  await enter(NGO);
  await enter(NGO, { consents: [] });
  expect(await counts('operator')).toEqual({ binding: 2, case: 3, mention: 2 });
  expect(await counts(NGO)).toEqual({ binding: 1, case: 2, mention: 1 });
  expect(await counts(POLICE)).toEqual({ binding: 1, case: 1, mention: 1 });
  expect(await counts(HOTLINE)).toEqual({});
  await national.rows('UPDATE messaging.outbox SET sent_at = now()');
  expect(await waitingFor('operator')).toEqual([]);
});

test('held events say when they may leave, the others how long they have been waiting', async () => {
  await enter(NGO);
  const [held] = await waitingFor(NGO);
  expect(held).toEqual({
    ...{ kind: 'binding', count: 1, held: 1, oldestSeconds: 0 },
    notBefore: { first: expect.any(String) as string, last: expect.any(String) as string },
  });
  expect(new Date(held?.notBefore?.first ?? 0).getTime()).toBeGreaterThan(Date.now());
  await national.rows(`UPDATE messaging.outbox SET not_before = now() - interval '1 hour'`);
  const [due] = await waitingFor('operator');
  expect(due).toMatchObject({ kind: 'binding', count: 1, held: 0, notBefore: null });
  expect(due?.oldestSeconds).toBeGreaterThanOrEqual(3600);
});

test('what others cause in an own case does not show, and nothing of an erased case does', async () => {
  const shared = { document_no: 'KX 7023456', consents: ['ANONYMISED_STATISTICS'] };
  const earlier = someRecord({ ...shared, agency: HOTLINE, registered_on: '2024-11-10', document_no: 'KX 7065432' });
  expect((await national.record(HOTLINE, earlier)).status).toBe(200);
  await enter(NGO, { ...shared, registered_on: '2025-01-10' });
  expect(await counts(NGO)).toEqual({ case: 1 });
  expect((await national.record(HOTLINE, { ...earlier, ...shared })).body).toMatchObject({ outcome: 'changed' });
  expect(await counts('operator')).toEqual({ case: 3 });
  expect(await counts(NGO)).toEqual({ case: 1 });
  const caseRef = await enter(POLICE);
  const today = new Date().toISOString().slice(0, 10);
  expect((await national.post(POLICE, `/v1/cases/${caseRef}/erasure`).send({ asked_on: today })).status).toBe(200);
  expect(await counts(POLICE)).toEqual({});
  expect((await counts('operator'))['case']).toBeGreaterThan(3);
});
