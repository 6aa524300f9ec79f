import { randomUUID } from 'node:crypto';
import { inTransaction } from '#persistence';
import { generateSigningKey } from '#security';
import { eventually } from '#testing';
import { AGENCIES, someRecord, type RawRecord } from '../national.testing.js';
import { lockRegister } from '../register/lock.js';
import type { AgencyIntake } from './agency-intake.js';
import { AgencySide } from './agency-side.testing.js';

let side: AgencySide;
let intake: AgencyIntake;

beforeAll(async () => {
  side = await AgencySide.start();
  await side.openDesks();
  intake = await side.startIntake();
}, 120_000);

afterAll(() => side.stop(), 60_000);

const police = () => side.desk(0);
const shelter = () => side.desk(1);
const episodes = (id: unknown) =>
  side.national.rows<{ case_ref: string }>('SELECT case_ref FROM register.episode WHERE record_id = $1', [id]);

/** Sends, and gives the answers to exactly these. */
async function answersTo(desk: ReturnType<typeof police>, send: () => Promise<void>, count: number) {
  const before = desk.received.length;
  await send();
  return desk.answers(count, before);
}

test('a sealed record is registered, answered under its id, and published like one over REST', async () => {
  const record = someRecord();
  const [received] = await answersTo(police(), () => police().submit(record), 1);
  const [episode] = await episodes(record.record_id);
  expect(received?.key).toBe(record.record_id);
  expect(received?.answer).toEqual({
    message_id: expect.any(String) as string,
    record_id: record.record_id,
    outcome: 'registered',
    case_ref: episode?.case_ref,
    position: { partition: expect.any(Number) as number, offset: expect.any(String) as string },
  });
  expect(received?.headers).toMatchObject({ ce_source: 'KZ', ce_type: 'kerege.agency.record-answered' });
  const published = await side.national.rows('SELECT 1 FROM messaging.outbox WHERE subject = $1', [episode?.case_ref]);
  expect(published.length).toBeGreaterThan(0);
  expect((await side.national.record(AGENCIES[0], record)).body).toMatchObject({ outcome: 'unchanged' });
});

test('a record in the names of HTCDS is taken in as from a file, and its answer names what was not', async () => {
  const names = { registered_on: '2024-01-01', prs_Gender: 'Masculine', prs_Title: 'Dr' };
  const records = ['Masculine', 'Female'].map((prs_Gender, i) => ({
    ...names,
    record_id: `KZ-HTCDS00${i}`,
    prs_Gender,
  }));
  const received = await answersTo(police(), () => police().submit(...records), 2);
  const answerOf = (i: number) => received.find(({ key }) => key === records[i]?.record_id)?.answer;
  expect(answerOf(0)).toMatchObject({ outcome: 'registered', not_taken: ['prs_Title'] });
  expect(answerOf(1)).toMatchObject({ outcome: 'rejected', errors: [{ field: 'prs_Gender', code: 'unknown-code' }] });
});

/** In the names of HTCDS. */
const WITHHELD: object = { prs_Title: '', withheld_identity: 'a|'.repeat(60_000) };

test.each<[string, string, object]>([
  ['a field that nobody knows', 'record', Object.fromEntries(Array.from({ length: 9_000 }, (_, i) => [`x${i}`, 0]))],
  ['a code that nobody knows', 'transit_countries', { transit_countries: Array.from({ length: 100 }, () => 'XX') }],
  ['identity that was withheld', 'withheld_identity', WITHHELD],
])(
  '%s is told once, however often the record has it: the answer stays one that brokers take',
  async (_, field, more) => {
    const [received] = await answersTo(police(), () => police().submit(someRecord(more)), 1);
    expect(received?.answer.errors?.map((error) => error.field)).toEqual([field]);
  },
);

test('sent again under another id it is unchanged; changed, it is changed; each by itself and in order', async () => {
  const record = someRecord();
  const steps = [record, record, { ...record, sex: 'MALE' }, { ...record, sex: 'SOMETIMES' }];
  const received = await answersTo(police(), () => police().submit(...steps), 4);
  expect(received.map(({ answer }) => answer.outcome)).toEqual(['registered', 'unchanged', 'changed', 'rejected']);
  expect(received[3]?.answer.errors).toEqual([{ field: 'sex', code: 'unknown-code' }]);
});

test('the same message again changes nothing, also when the record has changed since, and gets its answer again', async () => {
  const record = someRecord();
  const first = await police().message(record);
  const later = await police().message({ ...record, sex: 'MALE' });
  const received = await answersTo(police(), () => police().send(first, first, later, first), 4);
  expect(received.map(({ answer }) => answer.outcome)).toEqual(['registered', 'registered', 'changed', 'registered']);
  const again = await answersTo(police(), () => police().send(first), 1);
  expect(again[0]?.answer.outcome).toBe('registered');
  const sex = await side.national.get(AGENCIES[0], `/v1/records/${String(record.record_id)}`);
  expect(JSON.stringify(sex.body)).toContain('MALE');
});

test('an id that was used for another message is refused', async () => {
  const id = randomUUID();
  const messages = [await police().message(someRecord(), { id }), await police().message(someRecord(), { id })];
  const received = await answersTo(police(), () => police().send(...messages), 2);
  expect(received.map(({ answer }) => answer.errors)).toContainEqual([{ field: 'message', code: 'repeated-id' }]);
  expect(received.filter(({ answer }) => answer.outcome === 'registered')).toHaveLength(1);
});

test('how far it is behind the topic of records shows while the register is busy', async () => {
  const behind = async () => (await intake.lag()).reduce((sum, { lag }) => sum + lag, 0n);
  const before = police().received.length;
  await inTransaction(side.national.dataSource, async (tx) => {
    await lockRegister(tx);
    await police().submit(someRecord());
    await eventually(async () => (await behind()) === 1n, { what: 'a record that waits' });
  });
  await police().answers(1, before);
  await eventually(async () => (await behind()) === 0n, { what: 'nothing to wait' });
  expect(new Set((await intake.lag()).map(({ topic }) => topic))).toEqual(new Set(['agency.case-records']));
});

describe('what is wrong with a message', () => {
  const good = () => police().message(someRecord());
  const cases: [code: string, make: () => Promise<Awaited<ReturnType<typeof good>>>][] = [
    ['unreadable', async () => ({ ...(await good()), value: String((await good()).value) })],
    ['undecodable', async () => ({ ...(await good()), value: 'no seal' })],
    ['undecodable', async () => ({ ...(await good()), value: null })],
    ['undecodable', async () => withHeader(await good(), 'ce_id', 'one')],
    ['oversize', async () => ({ ...(await good()), value: 'x'.repeat(300_000) })],
    ['oversize', async () => withHeader(await good(), 'more', 'x'.repeat(10_000))],
    ['wrong-key', async () => ({ ...(await good()), key: 'KZ-OTHER1' })],
    ['bad-signature', () => police().message(someRecord(), { key: generateSigningKey(`${AGENCIES[0]}-1`) })],
    ['bad-signature', () => police().message(someRecord(), { key: shelter().signingKey })],
    ['wrong-id', () => police().message(someRecord(), { signedId: randomUUID() })],
  ];

  test.each(cases)('%s is answered, and the record after it is taken in', async (code, make) => {
    const [bad, after] = [await make(), someRecord()];
    const received = await answersTo(police(), async () => police().send(bad, await police().message(after)), 2);
    const answers = received.map(({ answer }) => [answer.outcome, answer.errors]);
    expect(answers).toContainEqual(['rejected', [{ field: 'message', code }]]);
    expect(answers).toContainEqual(['registered', undefined]);
    const refused = await side.national.rows('SELECT 1 FROM agency.refused WHERE reason = $1', [code]);
    expect(refused.length).toBeGreaterThan(0);
  });

  test('a source that nobody knows is refused in silence, and holds up nobody', async () => {
    const stranger = withHeader(await good(), 'ce_source', 'KZ-NOBODY');
    const received = await answersTo(police(), async () => police().send(stranger, await good()), 1);
    expect(received.map(({ answer }) => answer.outcome)).toEqual(['registered']);
    const sql = 'SELECT reason FROM agency.refused WHERE organisation IS NULL';
    expect(await side.national.rows(sql)).toEqual([{ reason: 'bad-signature' }]);
  });
});

describe('walls', () => {
  test('a record of another organisation is rejected, and the other one hears nothing', async () => {
    const heard = shelter().received.length;
    const received = await answersTo(police(), () => police().submit(someRecord({ agency: AGENCIES[1] })), 1);
    expect(received[0]?.answer.errors).toEqual([{ field: 'agency', code: 'other-organisation' }]);
    await answersTo(shelter(), () => shelter().submit(someRecord({ agency: AGENCIES[1] })), 1);
    expect(shelter().received).toHaveLength(heard + 1);
  });

  test('one id of two organisations is two records, and neither answer tells of the other', async () => {
    const [own, theirs] = [someRecord(), someRecord({ agency: AGENCIES[1] })].map((one, _, [first]) => ({
      ...one,
      record_id: first?.record_id,
    })) as [RawRecord, RawRecord];
    const free = someRecord({ agency: AGENCIES[1] });
    const [first] = await answersTo(police(), () => police().submit(own), 1);
    const heard = police().received.length;
    const received = await answersTo(
      shelter(),
      () => shelter().submit(theirs, free, theirs, { ...theirs, sex: 'MALE' }),
      4,
    );
    const mine = received.filter(({ key }) => key === theirs.record_id);
    expect(mine.map(({ answer }) => answer.outcome)).toEqual(['registered', 'unchanged', 'changed']);
    const refs = new Set([first, ...mine].map((one) => one?.answer.case_ref));
    expect([...refs].sort()).toEqual((await episodes(own.record_id)).map((row) => row.case_ref).sort());
    const shape = (one: (typeof received)[number] | undefined) => [Object.keys(one?.answer ?? {}), one?.answer.outcome];
    expect(shape(mine[0])).toEqual(shape(received.find(({ key }) => key === free.record_id)));
    expect(police().received).toHaveLength(heard);
    const [again] = await answersTo(police(), () => police().submit(own), 1);
    expect(again?.answer).toMatchObject({ outcome: 'unchanged', case_ref: first?.answer.case_ref });
  });

  test('whoever signs in another name is told so in that name, and nothing is registered', async () => {
    const record = someRecord({ agency: AGENCIES[1] });
    const forged = withHeader(await police().message(record), 'ce_source', AGENCIES[1]);
    const received = await answersTo(shelter(), () => police().send(forged), 1);
    expect(received[0]?.answer.errors).toEqual([{ field: 'message', code: 'bad-signature' }]);
    expect(await episodes(record.record_id)).toEqual([]);
  });

  test('a message that was sealed for one id opens under no other', async () => {
    const [first, record] = [randomUUID(), someRecord()];
    const message = withHeader(await police().message(record, { id: first }), 'ce_id', randomUUID());
    const received = await answersTo(police(), () => police().send(message), 1);
    expect(received[0]?.answer.errors).toEqual([{ field: 'message', code: 'unreadable' }]);
  });

  test('the id in the headers is the record’s', async () => {
    const record: RawRecord = someRecord();
    const message = await police().message(record);
    const other = { ...withHeader(message, 'ce_subject', 'KZ-OTHER99'), key: 'KZ-OTHER99' };
    const received = await answersTo(police(), () => police().send(other), 1);
    expect(received[0]?.answer.errors).toEqual([{ field: 'record_id', code: 'contradiction' }]);
  });
});

function withHeader<M extends { headers?: object }>(message: M, name: string, value: string): M {
  return { ...message, headers: { ...message.headers, [name]: value } };
}
