import { inTransaction } from '#persistence';
import { AGENCIES } from '../national.testing.js';
import {
  AUTHORITY_OF_UZ,
  madeUp,
  OTHER_OF_UZ,
  recordOf,
  requestOf,
  TwoRegisters,
  WORKER,
} from './two-registers.testing.js';

const anyText: unknown = expect.any(String);
let region: TwoRegisters;

beforeAll(async () => {
  region = await TwoRegisters.start();
});
afterAll(() => region.stop());

test('request, preview, question, answer, acceptance, start, completion', async () => {
  const ref = await region.requested();
  expect((await region.view('KZ', ref)).body).toMatchObject({
    ...{
      status: null,
      waiting: [{ command: 'REQUEST', sent: false }],
      possible: ['WITHDRAW', 'ENTER_IN_ERROR'],
    },
  });
  await region.settle();
  expect((await region.view('KZ', ref)).body).toMatchObject({ status: 'REQUESTED', waiting: [] });
  const seen = (await region.view('UZ', ref)).body;
  expect(seen).toMatchObject({
    ...{ direction: 'IN', country: 'KZ', status: 'REQUESTED', version: 1, caseRef: null },
    preview: { services: ['SAFE_ACCOMMODATION'], sex: 'FEMALE', ageband: '30-47', exploitation: 'LABOUR_ONLY' },
  });
  const question = { topics: ['HEALTH'], text: 'Can she climb stairs?' };
  expect((await region.act('UZ', ref, 'ask', { expected: seen.version, question })).status).toBe(202);
  await region.settle();
  expect((await region.view('KZ', ref)).body).toMatchObject({ status: 'INFO_REQUESTED', questions: [{ question }] });
  await region.act('KZ', ref, 'answer', { answer: { topics: ['HEALTH'], text: 'Yes.' } });
  await region.settle();
  const answered = (await region.view('UZ', ref)).body;
  expect(answered).toMatchObject({ status: 'RECEIVED', questions: [{ question, answer: { text: 'Yes.' } }] });
  await region.act('UZ', ref, 'accept', { expected: answered.version });
  await region.settle();
  const record = recordOf('UZ', { agency: WORKER.UZ });
  expect((await region.act('UZ', ref, 'start', { record })).status).toBe(202);
  expect((await region.act('UZ', ref, 'start', { record })).body).toMatchObject({ waiting: [{ command: 'START' }] });
  await region.settle();
  const started = (await region.view('UZ', ref)).body;
  expect(started).toMatchObject({
    status: 'IN_PROGRESS',
    possible: ['HOLD', 'COMPLETE', 'FAIL', 'ENTER_IN_ERROR', 'UNLINK'],
  });
  expect(region.histories.get(ref)?.referral).toMatchObject({ receiverCaseRef: started.caseRef, linked: true });
  await region.act('UZ', ref, 'complete');
  await region.settle();
  for (const country of ['KZ', 'UZ'] as const) {
    const { body } = await region.view(country, ref);
    expect(body).toMatchObject({ status: 'COMPLETED', possible: ['UNLINK'] });
    const told = body.history.map(({ outcome }) => outcome);
    expect(told).toEqual(['REQUESTED', 'ASKED', 'ANSWERED', 'ACCEPTED', 'STARTED', 'COMPLETED']);
  }
  const { notifications } = (await region.of('KZ').get(WORKER.KZ, '/v1/notifications')).body as {
    notifications: { referralRef: string; outcome: string }[];
  };
  expect(notifications.filter(({ referralRef }) => referralRef === ref).map(({ outcome }) => outcome)).toEqual([
    'ASKED',
    'ACCEPTED',
    'STARTED',
    'COMPLETED',
  ]);
});

test('receiving before accepting: the version that is shown counts the own command under way', async () => {
  const ref = await region.requested();
  await region.settle();
  await region.act('UZ', ref, 'receive');
  const { version } = (await region.view('UZ', ref)).body;
  await region.act('UZ', ref, 'accept', { expected: version });
  await region.settle();
  expect((await region.view('KZ', ref)).body).toMatchObject({ status: 'ACCEPTED' });
});

describe('walls', () => {
  test('no other organisation finds a referral, on either side, and their answers are those of what is not there', async () => {
    const ref = await region.requested();
    await region.settle();
    const nowhere = '6f9619ff-8b86-4011-b42d-00cf4fc964ff';
    const shape = ({ status, body }: { status: number; body: object }) => [status, { ...body, instance: '' }];
    for (const [country, worker] of [
      ...AGENCIES.filter((agency) => agency !== WORKER.KZ).map((agency) => ['KZ', agency] as const),
      ...[OTHER_OF_UZ, AUTHORITY_OF_UZ].map((organisation) => ['UZ', organisation] as const),
    ]) {
      const seen = await region.view(country, ref, worker);
      expect(shape(seen)).toEqual(shape(await region.view(country, nowhere, worker)));
      expect(seen.status).toBe(404);
      expect((await region.act(country, ref, 'accept', { expected: 1 }, worker)).status).toBe(404);
      expect((await region.of(country).get(worker, '/v1/referrals')).text).not.toContain(ref);
      expect((await region.of(country).get(worker, '/v1/notifications')).text).not.toContain(ref);
    }
  });

  test('a referral to nobody whom the country knows goes to its referral authority', async () => {
    const answer = await region
      .of('KZ')
      .post(WORKER.KZ, `/v1/cases/${await region.caseOf('KZ')}/referrals`)
      .send(requestOf());
    const { referralRef } = answer.body as { referralRef: string };
    await region.settle();
    expect((await region.view('UZ', referralRef)).status).toBe(404);
    expect((await region.view('UZ', referralRef, AUTHORITY_OF_UZ)).body).toMatchObject({ status: 'REQUESTED' });
  });
});

describe('races and states', () => {
  test('what the state forbids: 409 with the state and what is possible', async () => {
    const ref = await region.requested();
    await region.settle();
    expect((await region.act('UZ', ref, 'complete')).body).toMatchObject({
      ...{ status: 409, code: 'referral-state', state: 'REQUESTED', why: 'WRONG_STATE' },
      possible: ['RECEIVE', 'ASK', 'ACCEPT', 'REJECT'],
    });
    expect((await region.act('UZ', ref, 'accept', { expected: 7 })).body).toMatchObject({ why: 'STALE_VERSION' });
    expect((await region.act('KZ', ref, 'accept', { expected: 1 })).body).toMatchObject({ why: 'WRONG_SIDE' });
    expect((await region.act('UZ', ref, 'dance')).status).toBe(404);
  });

  test('a second request for the same service to the same country: 409', async () => {
    const caseRef = await region.caseOf('KZ');
    await region.requested({}, caseRef);
    expect((await region.request(caseRef)).body).toMatchObject({ status: 409, why: 'DUPLICATE_OPEN' });
  });

  test('who loses a race is told: in the referral and in the notifications', async () => {
    const ref = await region.requested();
    await region.settle();
    expect((await region.act('KZ', ref, 'withdraw', { reason: 'SAFETY' })).status).toBe(202);
    expect((await region.act('UZ', ref, 'accept', { expected: 1 })).status).toBe(202);
    await region.carry('KZ');
    await region.carry('UZ');
    for (const country of ['KZ', 'UZ'] as const) {
      expect((await region.view(country, ref)).body).toMatchObject({ status: 'WITHDRAWN', waiting: [] });
    }
    expect((await region.view('UZ', ref)).body).toMatchObject({
      refused: [{ command: 'ACCEPT', why: 'WRONG_STATE' }],
    });
    const body = (await region.of('UZ').get(WORKER.UZ, '/v1/notifications')).body as object;
    const told = (body as { notifications: { referralRef: string; outcome: string; why: string | null }[] })
      .notifications;
    expect(told.filter(({ referralRef }) => referralRef === ref).map(({ outcome, why }) => [outcome, why])).toEqual([
      ['REQUESTED', null],
      ['WITHDRAWN', null],
      ['REFUSED', 'WRONG_STATE'],
    ]);
  });

  test('a start that is refused leaves the receiver’s referral without a case', async () => {
    const ref = await region.accepted();
    const caseRef = await region.caseOf('UZ');
    await region.act('KZ', ref, 'withdraw', { reason: 'SAFETY' });
    await region.act('UZ', ref, 'start', { caseRef });
    await region.settle();
    expect((await region.view('UZ', ref)).body).toMatchObject({ status: 'WITHDRAWN', caseRef: null });
  });

  test('a start names an own open case, and no record is taken in where nothing can start', async () => {
    const ref = await region.accepted();
    for (const body of [{}, { caseRef: await region.caseOf('UZ', { agency: OTHER_OF_UZ }) }]) {
      expect([400, 404]).toContain((await region.act('UZ', ref, 'start', body)).status);
    }
    const waiting = await region.requested();
    await region.settle();
    const record = recordOf('UZ', { agency: WORKER.UZ });
    expect((await region.act('UZ', waiting, 'start', { record })).status).toBe(409);
    expect((await region.of('UZ').get(WORKER.UZ, `/v1/records/${String(record.record_id)}`)).status).toBe(404);
  });

  test('a start that is refused leaves nothing of the record that it brought', async () => {
    const ref = await region.accepted();
    const [record, another] = [recordOf('UZ'), recordOf('UZ')];
    const starts = async (body: object) => (await region.act('UZ', ref, 'start', { record: body })).status;
    const given = async ({ record_id }: { record_id?: unknown }) =>
      (await region.of('UZ').get(WORKER.UZ, `/v1/records/${String(record_id)}`)).body as object;
    expect(await starts(record)).toBe(202);
    const kept = recordOf('UZ', { sex: 'FEMALE' });
    const answer = await region.of('UZ').record(WORKER.UZ, kept);
    expect([await starts(another), await starts({ ...kept, sex: 'MALE' })]).toEqual([409, 409]);
    expect(await given(another)).toMatchObject({ status: 404 });
    expect(await given(kept)).toMatchObject({ facts: { sex: 'FEMALE' } });
    const { case_ref: caseRef } = answer.body as { case_ref: string };
    const said = 'SELECT FROM messaging.outbox WHERE topic = $1 AND subject = $2';
    expect(await region.of('UZ').rows(said, ['uz.case', caseRef])).toHaveLength(1);
    await region.settle();
    expect((await region.view('UZ', ref)).body).toMatchObject({ status: 'IN_PROGRESS' });
  });
});

describe('what the region tells', () => {
  const problems = async () => {
    const body = (await region.of('UZ').get('operator', '/v1/delivery-problems')).body as object;
    return (body as { problems: { subject: string; reason: string }[] }).problems;
  };

  test('repeats and another order of arrival end in the same state', async () => {
    const ref = await region.requested();
    await region.settle();
    await region.act('UZ', ref, 'receive');
    await region.settle();
    const outcomes = await region
      .of('UZ')
      .rows<{ type: never; data: never }>(
        'SELECT type, data FROM referral.outcome WHERE referral_ref = $1 ORDER BY sequence DESC',
        [ref],
      );
    const before = (await region.view('UZ', ref)).body;
    const accept = madeUp('kerege.referral.withdrawn.v1', ref, {
      ...{ sequence: 4, from: 'KZ', to: 'UZ', status: 'WITHDRAWN', at: '2026-03-02T09:00:00.000Z' },
      command: { id: ref, source: 'KZ', position: { topic: 'kz.referral', partition: 0, offset: '5' } },
    });
    const overdue = madeUp('kerege.referral.overdue.v1', ref, {
      ...{ sequence: 3, from: 'KZ', to: 'UZ', status: 'RECEIVED', at: '2026-03-02T08:30:00.000Z', mark: 'HALF' },
      command: undefined,
    });
    for (const { type, data } of outcomes) {
      if (type !== 'kerege.referral.requested.v1') await region.deliver('UZ', { type, referralRef: ref, data });
    }
    expect((await region.view('UZ', ref)).body).toEqual(before);
    await region.deliver('UZ', accept);
    await region.deliver('UZ', overdue);
    const { body } = await region.view('UZ', ref);
    expect(body).toMatchObject({ status: 'WITHDRAWN' });
    expect(body.history.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  });

  test.each([
    ['contradicts-history', { sequence: 1, status: 'EXPIRED' }, 'kerege.referral.expired.v1'],
    ['requested-twice', { sequence: 3, status: 'REQUESTED' }, 'kerege.referral.requested.v1'],
    ['impossible-transition', { sequence: 3, status: 'COMPLETED' }, 'kerege.referral.completed.v1'],
    ['other-parties', { sequence: 3, from: 'KG', status: 'REJECTED' }, 'kerege.referral.rejected.v1'],
    ['unknown-command', { sequence: 3, status: 'REJECTED', source: 'UZ' }, 'kerege.referral.rejected.v1'],
  ] as const)('%s: kept as a delivery problem and folded nowhere', async (reason, said, type) => {
    const ref = await region.requested();
    await region.settle();
    await region.act('UZ', ref, 'receive');
    await region.settle();
    const before = (await region.view('UZ', ref)).body;
    const { source = 'KZ', ...data } = said as { source?: string };
    const command = { id: ref, source, position: { topic: 'kz.referral', partition: 0, offset: '5' } };
    const decided = type === 'kerege.referral.expired.v1' ? { command: undefined } : { command };
    const made = { from: 'KZ', to: 'UZ', at: '2026-03-02T09:00:00.000Z', ...decided, ...data };
    await region.deliver('UZ', madeUp(type, ref, made));
    expect((await region.view('UZ', ref)).body).toEqual(before);
    const told = (await problems()).filter(({ subject }) => subject === ref);
    expect(told.map((problem) => problem.reason)).toEqual([reason]);
  });

  test('what is told before its request counts once that has come', async () => {
    const ref = '6f9619ff-8b86-4011-b42d-00cf4fc964fa';
    const told = { from: 'KZ', to: 'UZ', at: '2026-03-02T08:00:00.000Z' };
    const overdue = { ...told, sequence: 2, status: 'REQUESTED', mark: 'HALF', command: undefined };
    await region.deliver('UZ', madeUp('kerege.referral.overdue.v1', ref, overdue));
    expect((await region.view('UZ', ref, AUTHORITY_OF_UZ)).status).toBe(404);
    const command = { id: ref, source: 'KZ', position: { topic: 'kz.referral', partition: 0, offset: '5' } };
    await region.deliver('UZ', madeUp('kerege.referral.requested.v1', ref, { ...told, sequence: 1, command }));
    const { body } = await region.view('UZ', ref, AUTHORITY_OF_UZ);
    // A preview that nobody can open stops no referral: the authority asks the sender.
    expect(body).toMatchObject({ status: 'REQUESTED', preview: null, history: [{ sequence: 1 }, { sequence: 2 }] });
  });
});

test('consent taken back: pending ones are withdrawn, accepted ones share no more and go on', async () => {
  const caseRef = await region.caseOf('KZ');
  const pending = await region.requested({}, caseRef);
  const other = await region.requested({ services: ['PSYCHOLOGICAL'] }, caseRef);
  await region.settle();
  await region.act('UZ', other, 'accept', { expected: 1 });
  await region.settle();
  const late = await region.requested(
    { services: ['SAFE_ACCOMMODATION', 'PSYCHOLOGICAL'], to: 'UZ' },
    await region.caseOf('KZ'),
  );
  const { dataSource, parts } = region.of('KZ');
  for (const purpose of ['FAMILY_TRACING', 'CROSS_BORDER_REFERRAL', 'CROSS_BORDER_REFERRAL'] as const) {
    await inTransaction(dataSource, (tx) =>
      parts.referrals.onConsentWithdrawn.withdrawReferralsOf(tx, caseRef, purpose),
    );
  }
  await region.settle();
  expect((await region.view('UZ', pending)).body).toMatchObject({
    status: 'WITHDRAWN',
    history: [{}, { outcome: 'WITHDRAWN', reason: 'CONSENT_WITHDRAWN' }],
  });
  expect((await region.view('KZ', other)).body).toMatchObject({
    status: 'ACCEPTED',
    sharingStoppedAt: anyText,
  });
  expect((await region.view('KZ', late)).body).toMatchObject({ status: 'REQUESTED' });
});

test('a record that is sent again without the consent takes it back', async () => {
  const record = recordOf('KZ', { agency: WORKER.KZ });
  const answer = await region.of('KZ').record(WORKER.KZ, record);
  const ref = await region.requested({}, (answer.body as { case_ref: string }).case_ref);
  await region.settle();
  await region.of('KZ').record(WORKER.KZ, { ...record, consents: ['CROSS_BORDER_MATCH'] });
  await region.settle();
  expect((await region.view('UZ', ref)).body).toMatchObject({ status: 'WITHDRAWN' });
});

test('an erasure withdraws what nobody has accepted, and neither side can read the parts any more', async () => {
  const caseRef = await region.caseOf('KZ');
  const ref = await region.requested({}, caseRef);
  await region.settle();
  const [sender, receiver] = [region.of('KZ'), region.of('UZ')];
  expect((await region.view('UZ', ref)).body).toMatchObject({ preview: { sex: 'FEMALE' } });
  const end = () =>
    inTransaction(sender.dataSource, (tx) => sender.parts.referrals.onErasure.endReferralsOf(tx, caseRef));
  expect(await end()).toEqual([{ country: 'UZ', referralRef: ref }]);
  await inTransaction(receiver.dataSource, (tx) => receiver.parts.referrals.onErasure.eraseReceived(tx, ref));
  // At once, before anybody can be told that it was done.
  expect((await region.view('UZ', ref)).body).toMatchObject({ preview: null });
  await region.settle();
  expect((await region.view('UZ', ref)).body).toMatchObject({ status: 'WITHDRAWN', preview: null });
  expect((await region.view('KZ', ref)).body).toMatchObject({ status: 'WITHDRAWN', preview: null });
});

test('the erasure of the case that a receiver opened destroys what it was sent of the person, and the sender’s stays', async () => {
  const ref = await region.accepted();
  const caseRef = await region.caseOf('UZ');
  expect((await region.act('UZ', ref, 'start', { caseRef })).status).toBe(202);
  await region.settle();
  const { dataSource, parts } = region.of('UZ');
  await inTransaction(dataSource, (tx) => parts.referrals.onErasure.endReferralsOf(tx, caseRef));
  expect((await region.view('UZ', ref)).body).toMatchObject({ status: 'IN_PROGRESS', preview: null });
  expect(await region.of('UZ').rows('SELECT FROM referral.part WHERE referral_ref = $1', [ref])).toEqual([]);
  expect((await region.view('KZ', ref)).body).toMatchObject({ status: 'IN_PROGRESS', preview: { sex: 'FEMALE' } });
});

test('of an erased case nothing in plain columns tells which services were asked for', async () => {
  const caseRef = await region.caseOf('KZ');
  await region.requested({ services: ['PSYCHOLOGICAL'] }, caseRef);
  await region.settle();
  const { dataSource, parts } = region.of('KZ');
  await inTransaction(dataSource, (tx) => parts.referrals.onErasure.endReferralsOf(tx, caseRef));
  expect(await region.of('KZ').rows('SELECT FROM referral.slot WHERE case_ref = $1', [caseRef])).toEqual([]);
});

test('a note or a case other than that of the command that waits is no repeat: 409, and the first stands', async () => {
  const ref = await region.requested();
  await region.settle();
  const ask = (text: string) => region.act('UZ', ref, 'ask', { expected: 1, question: { topics: ['HEALTH'], text } });
  expect([(await ask('one')).status, (await ask('one')).status, (await ask('two')).status]).toEqual([202, 202, 409]);
  await region.settle();
  expect((await region.view('KZ', ref)).body).toMatchObject({ questions: [{ question: { text: 'one' } }] });
  const answer = (text: string) => region.act('KZ', ref, 'answer', { answer: { topics: ['HEALTH'], text } });
  expect([(await answer('a')).status, (await answer('a')).status, (await answer('b')).status]).toEqual([202, 202, 409]);
  await region.settle();
  const { version } = (await region.view('UZ', ref)).body;
  await region.act('UZ', ref, 'accept', { expected: version });
  await region.settle();
  const [first, second] = [await region.caseOf('UZ'), await region.caseOf('UZ')];
  const start = async (caseRef: string) => (await region.act('UZ', ref, 'start', { caseRef })).status;
  expect([await start(first), await start(first), await start(second)]).toEqual([202, 202, 409]);
  await region.settle();
  expect((await region.view('UZ', ref)).body).toMatchObject({ status: 'IN_PROGRESS', caseRef: first });
});
