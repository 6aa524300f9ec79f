import { HOUR } from '#domain';
import { inTransaction } from '#persistence';
import { someRecord } from '../national.testing.js';
import { LISTING, OneCountry, OTHER_SHELTER, RECEIVERS, SENDER, SHELTER } from './one-country.testing.js';

let country: OneCountry;
beforeAll(async () => {
  country = await OneCountry.start();
});
afterAll(() => country.stop());

/** Messages that wait for the brokers and are about a referral. */
const leaving = () => country.national.rows(`SELECT FROM messaging.outbox WHERE topic = 'kz.referral'`);

test('request, question, answer, acceptance, start, completion: decided at once, and nothing leaves the country', async () => {
  const caseRef = await country.caseOf();
  const ref = await country.requested(caseRef);
  const seen = (await country.view(SHELTER, ref)).body;
  expect(seen).toMatchObject({
    ...{ direction: 'IN', country: 'KZ', organisation: SENDER, status: 'REQUESTED', version: 1, waiting: [] },
    ...{ caseRef: null, referredCaseRef: null, possible: ['RECEIVE', 'ASK', 'ACCEPT', 'REJECT'] },
    preview: { services: ['SAFE_ACCOMMODATION'], sex: 'FEMALE', exploitation: 'LABOUR_ONLY' },
  });
  const question = { topics: ['HEALTH'], text: 'Can she climb stairs?' };
  const answer = { topics: ['HEALTH'], text: 'Yes.' };
  expect((await country.act(SHELTER, ref, 'ask', { expected: 1, question })).body).toMatchObject({
    status: 'INFO_REQUESTED',
  });
  expect((await country.view(SENDER, ref)).body).toMatchObject({ questions: [{ question, answer: null }] });
  expect((await country.act(SENDER, ref, 'answer', { answer })).body).toMatchObject({ status: 'RECEIVED', version: 3 });
  expect((await country.view(SHELTER, ref)).body).toMatchObject({ questions: [{ question, answer }] });
  expect((await country.act(SHELTER, ref, 'accept', { expected: 2 })).body).toMatchObject({ why: 'STALE_VERSION' });
  expect((await country.act(SHELTER, ref, 'accept', { expected: 3 })).body).toMatchObject({
    ...{ status: 'ACCEPTED', referredCaseRef: caseRef },
  });
  const record = someRecord({ agency: SHELTER });
  const started = (await country.act(SHELTER, ref, 'start', { record })).body as { caseRef: string };
  expect(started).toMatchObject({ status: 'IN_PROGRESS', referredCaseRef: caseRef });
  expect(started.caseRef).not.toBe(caseRef);
  expect((await country.act(SHELTER, ref, 'complete')).body).toMatchObject({ status: 'COMPLETED' });
  const after = (await country.view(SENDER, ref)).body;
  expect(after.history.map(({ outcome }) => outcome)).toEqual([
    ...['REQUESTED', 'ASKED', 'ANSWERED', 'ACCEPTED', 'STARTED', 'COMPLETED'],
  ]);
  expect(JSON.stringify(after)).not.toContain(started.caseRef);
  expect(await country.told(SENDER, ref)).toEqual(['ASKED', 'ACCEPTED', 'STARTED', 'COMPLETED']);
  expect(await country.told(SHELTER, ref)).toEqual(['REQUESTED', 'ANSWERED']);
  expect(await leaving()).toEqual([]);
});

test('a start takes its record in the names of HTCDS too', async () => {
  const ref = await country.accepted(await country.caseOf());
  const record = { record_id: 'KZ-HTCDSSTART1', registered_on: '2024-03-05', vic_TypeOfExploitation: ['ForcedLabour'] };
  const started = (await country.act(SHELTER, ref, 'start', { record })).body as { caseRef: string };
  expect(started).toMatchObject({ status: 'IN_PROGRESS' });
  const known = await country.national.get(SHELTER, `/v1/records/${record.record_id}`);
  expect(known.body).toMatchObject({ caseRef: started.caseRef, status: 'OPEN' });
});

describe('what a request needs', () => {
  test.each<[string, object, object, object]>([
    ['no consent', { consents: [] }, {}, { code: 'consent-missing', missing: ['DOMESTIC_REFERRAL'] }],
    [
      'consent to a referral abroad is none to one at home',
      { consents: ['CROSS_BORDER_REFERRAL'] },
      {},
      { code: 'consent-missing', missing: ['DOMESTIC_REFERRAL'] },
    ],
    ['a child’s best interests', { birth_date: '2012-01-01' }, {}, { missing: ['BEST_INTERESTS'] }],
    ['an emergency needs a call', {}, { urgency: 'EMERGENCY' }, { code: 'call-missing' }],
    ['what the organisation does not offer', {}, { services: ['COMPENSATION_CLAIM'] }, { code: 'service-not-offered' }],
    ['nobody in particular', {}, { organisation: undefined }, { code: 'receiver-takes-no-part' }],
    [
      'somebody who is not listed',
      {},
      { organisation: '6f9619ff-8b86-4011-b42d-00cf4fc964ff' },
      { code: 'receiver-takes-no-part' },
    ],
  ])('%s: 422', async (_, record, body, problem) => {
    const caseRef = await country.caseOf(SENDER, record);
    expect((await country.request(caseRef, SHELTER, body)).body).toMatchObject({ status: 422, ...problem });
    expect(await country.national.rows('SELECT FROM referral.referral WHERE case_ref = $1', [caseRef])).toEqual([]);
  });

  test('another one than the own organisation, and one that is still listed', async () => {
    const own = await country.caseOf(SHELTER);
    expect((await country.request(own, SHELTER, {}, SHELTER)).body).toMatchObject({ code: 'receiver-takes-no-part' });
    await country.national.delete(OTHER_SHELTER, '/v1/directory/own');
    const answer = await country.request(await country.caseOf(), OTHER_SHELTER);
    expect(answer.body).toMatchObject({ code: 'receiver-takes-no-part' });
    await country.national.put(OTHER_SHELTER, '/v1/directory/own').send(LISTING);
  });

  test('an own open case, and no other referral of it that forbids this one', async () => {
    const caseRef = await country.caseOf();
    expect((await country.request(caseRef, SHELTER, {}, OTHER_SHELTER)).status).toBe(404);
    await country.requested(caseRef);
    expect((await country.request(caseRef, SHELTER)).body).toMatchObject({ status: 409, why: 'DUPLICATE_OPEN' });
    await country.requested(caseRef, OTHER_SHELTER, { mode: 'CASE_TRANSFER' });
    const second = await country.request(caseRef, SHELTER, { mode: 'CASE_TRANSFER', services: ['Legal'] });
    expect(second.body).toMatchObject({ why: 'TRANSFER_OPEN' });
  });
});

test('the directory shows the own country’s receivers to who has somebody with consent to refer there', async () => {
  const read = async (caseRef: string, who: string = SENDER) =>
    country.national.get(who, `/v1/directory?case=${caseRef}&country=KZ`);
  const { organisations } = (await read(await country.caseOf())).body as {
    organisations: { organisationRef: string }[];
  };
  const refs = organisations.map(({ organisationRef }) => organisationRef);
  expect(refs.sort()).toEqual(RECEIVERS.map((receiver) => country.refOf(receiver)).sort());
  const ofShelter = (await read(await country.caseOf(SHELTER), SHELTER)).text;
  expect(ofShelter).not.toContain(country.refOf(SHELTER));
  const abroad = await country.caseOf(SENDER, { consents: ['CROSS_BORDER_REFERRAL'] });
  expect((await read(abroad)).body).toMatchObject({ status: 422, missing: ['DOMESTIC_REFERRAL'] });
});

test('the first start withdraws what else was asked for the same service, and both sides are told', async () => {
  const caseRef = await country.caseOf();
  const other = await country.accepted(caseRef, OTHER_SHELTER);
  const ref = await country.started(caseRef);
  expect((await country.view(OTHER_SHELTER, other)).body).toMatchObject({ status: 'WITHDRAWN', referredCaseRef: null });
  expect(await country.told(OTHER_SHELTER, other)).toEqual(['REQUESTED', 'WITHDRAWN']);
  expect(await country.told(SENDER, other)).toEqual(['ACCEPTED', 'WITHDRAWN']);
  expect((await country.view(SENDER, ref)).body).toMatchObject({ status: 'IN_PROGRESS' });
});

test('of two acceptances at once for one version one wins, and the other finds what it made of it', async () => {
  const ref = await country.requested(await country.caseOf());
  const answers = await Promise.all([
    country.act(SHELTER, ref, 'accept', { expected: 1 }),
    country.act(SHELTER, ref, 'reject', { expected: 1, reason: 'NO_CAPACITY' }),
    country.act(SENDER, ref, 'withdraw', { reason: 'SAFETY' }),
  ]);
  const sequence = (await country.view(SENDER, ref)).body.history;
  const won = answers.filter(({ status }) => status === 202).length;
  expect(won).toBe(sequence.length - 1);
  // A withdrawal after an acceptance stands beside it; a rejection never does.
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(3 - won);
});

describe('the clock', () => {
  const sweep = () => country.national.parts.referrals.keepClocks();

  test('half, all, and the expiry, told to both sides; the key ends with the late window', async () => {
    const ref = await country.requested(await country.caseOf());
    country.later(13 * HOUR);
    await sweep();
    await sweep();
    expect(await country.told(SHELTER, ref)).toEqual(['REQUESTED', 'OVERDUE']);
    country.later(12 * HOUR);
    await sweep();
    expect(await country.told(SENDER, ref)).toEqual(['OVERDUE', 'OVERDUE', 'EXPIRED']);
    expect((await country.view(SENDER, ref)).body).toMatchObject({ status: 'EXPIRED' });
    const late = await country.act(SHELTER, ref, 'accept', { expected: 1 });
    expect(late.body).toMatchObject({ status: 'ACCEPTED' });
  });

  test('a command that comes after the deadline is decided after the expiry, whoever looks first', async () => {
    const ref = await country.requested(await country.caseOf());
    country.later(60 * HOUR);
    expect((await country.act(SHELTER, ref, 'reject', { expected: 1, reason: 'NO_CAPACITY' })).status).toBe(409);
    expect((await country.view(SENDER, ref)).body).toMatchObject({ status: 'REQUESTED' });
    await sweep();
    expect((await country.view(SENDER, ref)).body).toMatchObject({ status: 'EXPIRED' });
  });
});

describe('the person decides', () => {
  const withdraw = async (caseRef: string, purpose = 'DOMESTIC_REFERRAL') => {
    const { parts, dataSource } = country.national;
    await inTransaction(dataSource, (tx) =>
      parts.referrals.onConsentWithdrawn.withdrawReferralsOf(tx, caseRef, purpose as never),
    );
  };

  test('consent taken back: what nobody accepted is withdrawn, of what was accepted nothing more is shared', async () => {
    const caseRef = await country.caseOf();
    const waits = await country.requested(caseRef, OTHER_SHELTER);
    const accepted = await country.accepted(caseRef, SHELTER, { services: ['PSYCHOLOGICAL'] });
    await withdraw(caseRef, 'CROSS_BORDER_REFERRAL');
    expect((await country.view(SENDER, waits)).body).toMatchObject({ status: 'REQUESTED' });
    await withdraw(caseRef);
    await withdraw(caseRef);
    expect((await country.view(SENDER, waits)).body).toMatchObject({ status: 'WITHDRAWN' });
    expect(await country.told(OTHER_SHELTER, waits)).toEqual(['REQUESTED', 'WITHDRAWN']);
    const { body } = await country.view(SHELTER, accepted);
    expect(body).toMatchObject({ status: 'ACCEPTED', referredCaseRef: null, preview: null });
    expect((await country.view(SENDER, accepted)).body).toMatchObject({ preview: { sex: 'FEMALE' } });
    expect(await country.told(SHELTER, accepted)).toEqual(['REQUESTED', 'SHARING_STOPPED']);
    expect((await country.national.get(SHELTER, `/v1/cases/${caseRef}/care`)).status).toBe(404);
  });

  test('of what was rejected nobody reads the preview any more, also before its key is destroyed', async () => {
    const ref = await country.requested(await country.caseOf());
    expect((await country.view(SHELTER, ref)).body).toMatchObject({ preview: { sex: 'FEMALE' } });
    await country.act(SHELTER, ref, 'reject', { expected: 1, reason: 'NO_CAPACITY' });
    for (const organisation of [SHELTER, SENDER]) {
      expect((await country.view(organisation, ref)).body).toMatchObject({ status: 'REJECTED', preview: null });
    }
  });

  test('rules 1 and 3: an acceptance of which sharing stopped is not started, and no case is opened', async () => {
    const caseRef = await country.caseOf();
    const ref = await country.accepted(caseRef);
    await withdraw(caseRef);
    const records = () => country.national.rows('SELECT FROM register.episode');
    const before = (await records()).length;
    const opened = await country.act(SHELTER, ref, 'start', { record: someRecord({ agency: SHELTER }) });
    expect([opened.status, opened.body]).toMatchObject([409, { why: 'CONSENT_WITHDRAWN', state: 'ACCEPTED' }]);
    expect(await records()).toHaveLength(before);
    const own = await country.caseOf(SHELTER);
    expect((await country.act(SHELTER, ref, 'start', { caseRef: own })).body).toMatchObject({
      why: 'CONSENT_WITHDRAWN',
    });
    expect((await country.act(SHELTER, ref, 'fail', { reason: 'LOST_CONTACT' })).status).toBe(202);
  });

  test('erasure ends them, destroys what was sent, and waits for nobody to confirm it', async () => {
    const caseRef = await country.caseOf();
    const waits = await country.requested(caseRef, OTHER_SHELTER);
    const begun = await country.started(caseRef, SHELTER, { services: ['PSYCHOLOGICAL'] });
    const { parts } = country.national;
    const holders = await inTransaction(country.national.dataSource, (tx) =>
      parts.referrals.onErasure.endReferralsOf(tx, caseRef),
    );
    expect(holders).toEqual([]);
    expect((await country.view(OTHER_SHELTER, waits)).body).toMatchObject({ status: 'WITHDRAWN', preview: null });
    expect((await country.view(SHELTER, begun)).body).toMatchObject({ preview: null, referredCaseRef: null });
    expect((await country.national.get(SHELTER, `/v1/cases/${caseRef}/care`)).status).toBe(404);
  });

  test('an erasure says that the steps of referrals remain, without what was shared and which services were asked for', async () => {
    const caseRef = await country.caseOf();
    const ref = await country.requested(caseRef);
    await country.act(SHELTER, ref, 'reject', { expected: 1, reason: 'NO_CAPACITY' });
    const wish = { asked_on: country.now.toISOString().slice(0, 10) };
    const erased = await country.national.post(SENDER, `/v1/cases/${caseRef}/erasure`).send(wish);
    expect((erased.body as { remains: string[] }).remains).toContain('REFERRAL_STEPS');
    const seen = (await country.view(SENDER, ref)).body;
    expect(seen).toMatchObject({ status: 'REJECTED', preview: null, history: [{}, { reason: 'NO_CAPACITY' }] });
    expect(JSON.stringify(seen)).not.toContain('SAFE_ACCOMMODATION');
  });
});
