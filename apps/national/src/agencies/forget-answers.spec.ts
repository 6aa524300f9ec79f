import { randomUUID } from 'node:crypto';
import { AGENCIES, someRecord } from '../national.testing.js';
import type { AgencyDesk } from './agency-desk.testing.js';
import { AgencySide } from './agency-side.testing.js';
import { ANSWERS_KEPT_DAYS, ForgetAnswers } from './forget-answers.js';

const DAY_MS = 86_400_000;

let side: AgencySide;
let desk: AgencyDesk;

beforeAll(async () => {
  side = await AgencySide.start();
  desk = side.desk(0);
  await desk.open();
  await side.startIntake();
}, 120_000);
afterAll(() => side.stop(), 60_000);

async function answersTo(...messages: Parameters<AgencyDesk['send']>) {
  const before = desk.received.length;
  await desk.send(...messages);
  return (await desk.answers(messages.length, before)).map(({ answer: { position: _, ...answer } }) => answer);
}
const forgetAfter = (days: number) =>
  new ForgetAnswers(side.national.dataSource, () => new Date(Date.now() + days * DAY_MS)).execute();
const sexOf = async (recordId: unknown) => {
  const answer = await side.national.get(AGENCIES[0], `/v1/records/${String(recordId)}`);
  return (answer.body as { facts: { sex: string } }).facts.sex;
};

test('a message that was forgotten never counts again: the record stays as later messages made it', async () => {
  const record = someRecord();
  const [first, same, later] = [
    await desk.message(record),
    await desk.message(record),
    await desk.message({ ...record, sex: 'MALE' }),
  ];
  const told = await answersTo(first, same, later);
  expect(told.map(({ outcome }) => outcome)).toEqual(['registered', 'unchanged', 'changed']);
  expect(await forgetAfter(ANSWERS_KEPT_DAYS + 1)).toEqual({ answers: 3, refusals: 0 });
  expect(await answersTo(first, same, later)).toEqual(told);
  expect(await sexOf(record.record_id)).toBe('MALE');
  const other = await desk.message(someRecord(), { id: told[0]?.message_id ?? '' });
  expect((await answersTo(other))[0]?.errors).toEqual([{ field: 'message', code: 'repeated-id' }]);
}, 60_000);

test('a rejection that was forgotten stays one, without its reasons', async () => {
  const record = someRecord({ sex: 'SOMETIMES' });
  const message = await desk.message(record);
  expect((await answersTo(message))[0]?.errors).toEqual([{ field: 'sex', code: 'unknown-code' }]);
  await forgetAfter(ANSWERS_KEPT_DAYS + 1);
  const [again] = await answersTo(message);
  expect(again).toMatchObject({ outcome: 'rejected', errors: [{ field: 'message', code: 'answered-before' }] });
  expect(await side.national.rows('SELECT FROM register.episode WHERE record_id = $1', [record.record_id])).toEqual([]);
}, 60_000);

test('of what is forgotten neither record, case nor reason is left; what is younger stays whole', async () => {
  const [young, refused] = [someRecord(), await desk.message(someRecord(), { signedId: randomUUID() })];
  await answersTo(await desk.message(young), refused);
  expect(await forgetAfter(ANSWERS_KEPT_DAYS - 1)).toEqual({ answers: 0, refusals: 0 });
  const answer = `SELECT answer FROM agency.message WHERE answer ->> 'record_id' = $1`;
  expect(await side.national.rows(answer, [young.record_id])).toHaveLength(1);
  expect(await side.national.rows('SELECT FROM agency.refused')).toHaveLength(1);
  expect(await forgetAfter(ANSWERS_KEPT_DAYS + 1)).toEqual({ answers: 1, refusals: 1 });
  const left = await side.national.rows<{ fields: string }>(
    `SELECT DISTINCT fields FROM agency.message, jsonb_object_keys(answer) AS fields`,
  );
  expect(left).toEqual([{ fields: 'outcome' }]);
  expect(await side.national.rows('SELECT FROM agency.refused')).toEqual([]);
}, 60_000);
