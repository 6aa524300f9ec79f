import type { CaseEvent } from '#contracts';
import { foldCase } from '#domain';
import { inTransaction } from '#persistence';
import { retractAfterAppeal } from '../anonymisation/index.js';
import { AGENCIES, someRecord, TestNational, type RawRecord } from '../national.testing.js';
import { lockRegister } from './lock.js';

const [OWNER, OTHER] = AGENCIES;
const DAY_MS = 86_400_000;

let national: TestNational;
/** Milliseconds by which the country's clock is ahead of the database's. */
let later = 0;
beforeEach(async () => {
  later = 0;
  national = await TestNational.start('KZ', () => new Date(Date.now() + later));
});
afterEach(() => national.stop());

const caseRefOf = ({ body }: { body: unknown }) => (body as { case_ref: string }).case_ref;

async function entered(fields: RawRecord = {}): Promise<string> {
  return caseRefOf(await national.record(OWNER, someRecord({ agency: OWNER, registered_on: '2021-01-10', ...fields })));
}
const close = async (caseRef: string, closed_on: string, reason = 'LOST_CONTACT', caller: string = OWNER) =>
  national.post(caller, `/v1/cases/${caseRef}/close`).send({ reason, closed_on });
const reopen = async (caseRef: string, reopened_on: string, reason = 'RETURN_OF_PERSON') =>
  national.post(OWNER, `/v1/cases/${caseRef}/reopen`).send({ reason, reopened_on });
const told = (caseRef: string) =>
  national.rows<CaseEvent & { time: string }>(
    `SELECT type, data::jsonb AS data, time FROM messaging.outbox WHERE topic = 'kz.case' AND subject = $1 ORDER BY version`,
    [caseRef],
  );
const mentionOf = async (caseRef: string) => {
  const sql = 'SELECT mention_ref AS ref FROM anonymisation.publication WHERE case_ref = $1';
  return (await national.rows<{ ref: string | null }>(sql, [caseRef]))[0]?.ref ?? null;
};
async function openAtEnd(): Promise<number[]> {
  const answer = await national.get('figures', '/v1/figures/presumed?from=2021&to=2023');
  return (answer.body as { rows: { openAtEnd: number }[] }).rows.map((row) => row.openAtEnd);
}
/** The sweep that takes mentions back, so many days after the appeal time. */
const sweepAfter = (days: number) =>
  inTransaction(national.dataSource, async (tx) => {
    await lockRegister(tx);
    const { policy, publisher, now } = national.parts;
    later = (policy.appealDays + days) * DAY_MS;
    return retractAfterAppeal(tx, now(), publisher, policy);
  });

test('a presumed person’s case is closed without a decision: V3 falls, here and in the region', async () => {
  const caseRef = await entered();
  expect(await openAtEnd()).toEqual([1, 1, 1]);
  expect((await close(caseRef, '2022-05-05', 'PERSON_DECLINED')).status).toBe(204);
  expect(await openAtEnd()).toEqual([1, 0, 0]);
  const events = await told(caseRef);
  expect(events.at(-1)).toMatchObject({ type: 'kerege.case.closed.v1', time: '2022-01-01T00:00:00Z' });
  expect(foldCase(events)).toMatchObject({ status: 'CLOSED', closed: { year: 2022 } });
});

test('reopened it goes back to where it was, and can be closed again', async () => {
  const caseRef = await entered();
  await close(caseRef, '2021-05-05');
  expect((await reopen(caseRef, '2022-02-02')).status).toBe(204);
  expect(await openAtEnd()).toEqual([0, 1, 1]);
  expect(foldCase(await told(caseRef))).toMatchObject({ status: 'REGISTERED', closed: null });
  expect((await close(caseRef, '2023-03-03')).status).toBe(204);
  expect(await openAtEnd()).toEqual([0, 1, 0]);
  expect((await told(caseRef)).map(({ type }) => type.split('.')[2])).toEqual([
    ...['registered', 'closed', 'reopened', 'closed'],
  ]);
});

test('at the last rung the reason stays in the country; above it leaves', async () => {
  const alone = await entered();
  await close(alone, '2022-05-05', 'DECEASED');
  expect((await told(alone)).at(-1)?.data).toEqual({ reason: 'OTHER', year: 2022 });
  await reopen(alone, '2022-06-06', 'CLOSED_IN_ERROR');
  expect((await told(alone)).at(-1)?.data).toEqual({ reason: 'OTHER', year: 2022 });
  const alike = { sex: 'MALE', registered_on: '2021-07-07' };
  const cases = [await entered(alike), await entered(alike), await entered(alike)];
  const last = cases.at(-1) ?? '';
  await close(last, '2022-05-05', 'RETURNED');
  expect((await told(last)).at(-1)?.data).toEqual({ reason: 'RETURNED', year: 2022 });
});

test('without consent to statistics no closing leaves; own figures know it, and it leaves when consent is given', async () => {
  const record = someRecord({ agency: OWNER, registered_on: '2021-01-10', consents: [] });
  const caseRef = caseRefOf(await national.record(OWNER, record));
  await close(caseRef, '2022-05-05');
  expect((await told(caseRef)).map(({ type }) => type)).toEqual(['kerege.case.registered.v1']);
  expect(await openAtEnd()).toEqual([1, 0, 0]);
  await national.record(OWNER, { ...record, consents: ['ANONYMISED_STATISTICS'] });
  expect((await told(caseRef)).at(-1)?.type).toBe('kerege.case.closed.v1');
});

test('the mention ends when the appeal time after the closing has passed, not before, and comes back under a new reference', async () => {
  const caseRef = await entered();
  const mention = await mentionOf(caseRef);
  expect(mention).not.toBeNull();
  await close(caseRef, '2022-05-05');
  await sweepAfter(-1);
  expect(await mentionOf(caseRef)).toBe(mention);
  await sweepAfter(1);
  expect(await mentionOf(caseRef)).toBeNull();
  await reopen(caseRef, '2022-06-06');
  const again = await mentionOf(caseRef);
  expect(again).not.toBeNull();
  expect(again).not.toBe(mention);
  await sweepAfter(1);
  expect(await mentionOf(caseRef)).toBe(again);
});

test('a case is closed by its own organisation, once, on a day that can be', async () => {
  const caseRef = await entered();
  expect((await close(caseRef, '2022-05-05', 'LOST_CONTACT', OTHER)).status).toBe(404);
  expect((await reopen(caseRef, '2022-05-05')).body).toMatchObject({ status: 409, code: 'case-not-closed' });
  expect((await close(caseRef, '2020-05-05')).body).toMatchObject({ status: 422, code: 'days-out-of-order' });
  expect((await close(caseRef, '2999-05-05')).body).toMatchObject({ status: 422, code: 'impossible-day' });
  expect((await close(caseRef, '2022-05-05', 'BORED')).body).toMatchObject({ status: 400, code: 'bad-body' });
  for (let i = 0; i < 2; i += 1) expect((await close(caseRef, '2022-05-05')).status).toBe(204);
  expect((await close(caseRef, '2022-05-06')).body).toMatchObject({ status: 409, code: 'case-already-closed' });
  expect((await reopen(caseRef, '2022-05-04')).body).toMatchObject({ status: 422, code: 'days-out-of-order' });
  expect(await told(caseRef)).toHaveLength(2);
  const { cases } = (await national.get(OWNER, '/v1/cases')).body as { cases: { closedOn: string | null }[] };
  expect(cases).toMatchObject([{ status: 'OPEN', closedOn: '2022-05-05' }]);
  await national.post('registrar', `/v1/cases/${caseRef}/void`);
  expect((await reopen(caseRef, '2022-06-06')).body).toMatchObject({ status: 409, code: 'case-ended' });
});

test('a closed case takes changed records and decisions, and stays closed', async () => {
  const record = someRecord({ agency: OWNER, registered_on: '2021-01-10' });
  const caseRef = caseRefOf(await national.record(OWNER, record));
  await close(caseRef, '2022-05-05');
  const decided = { trafficking_status: 'ActualVictimOfTrafficking', decision_org: 'Police', decided_on: '2022-08-08' };
  expect((await national.record(OWNER, { ...record, ...decided })).body).toMatchObject({ outcome: 'changed' });
  expect(foldCase(await told(caseRef))).toMatchObject({ status: 'CLOSED', decisions: [{ outcome: 'ACTUAL' }] });
});
