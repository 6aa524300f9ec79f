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
import { STOCK } from './own-keys.js';
import type { RequestBody } from './request-body.js';

const [POLICE] = AGENCIES;
const SHELTER = {
  ...{
    type: 'NGO',
    services: ['SAFE_ACCOMMODATION', 'PSYCHOLOGICAL'],
    languages: ['uz', 'ru'],
    serves: ['WOMEN', 'GIRLS'],
  },
  ...{ capacity: 'ASK', answerwithin: { amount: 24, unit: 'HOURS' } },
};
const HOUR = 3_600_000;

describe('referrals between two countries', () => {
  let region: TwoRegisters;
  let shelterRef: string;

  beforeAll(async () => {
    region = await TwoRegisters.start();
    const listed = await region.of('UZ').put(WORKER.UZ, '/v1/directory/own').send(SHELTER);
    expect(listed.status).toBe(200);
    shelterRef = (listed.body as { organisationRef: string }).organisationRef;
    for (const country of ['KZ', 'UZ'] as const) await region.of(country).parts.referrals.tendKeys();
    await region.settle();
  });
  afterAll(() => region.stop());

  const request = (caseRef: string, body: Partial<RequestBody> = {}, worker: string = WORKER.KZ) =>
    region
      .of('KZ')
      .post(worker, `/v1/cases/${caseRef}/referrals`)
      .send(requestOf({ organisation: shelterRef, ...body }));

  async function requested(body: Partial<RequestBody> = {}, caseRef?: string): Promise<string> {
    const answer = await request(caseRef ?? (await region.caseOf('KZ')), body);
    expect([answer.status, answer.body]).toEqual([202, expect.anything()]);
    return (answer.body as { referralRef: string }).referralRef;
  }

  async function accepted(): Promise<string> {
    const ref = await requested();
    await region.settle();
    expect((await region.act('UZ', ref, 'accept', { expected: 1 })).status).toBe(202);
    await region.settle();
    return ref;
  }

  test('request, preview, question, answer, acceptance, start, completion', async () => {
    const ref = await requested();
    expect(await region.state('KZ', ref)).toMatchObject({
      ...{
        status: null,
        waiting: [{ command: 'REQUEST', sent: false }],
        possible: expect.arrayContaining(['WITHDRAW']),
      },
    });
    await region.settle();
    expect(await region.state('KZ', ref)).toMatchObject({ status: 'REQUESTED', waiting: [] });
    const seen = (await region.view('UZ', ref)).body as { preview: object; version: number };
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
    const answered = (await region.view('UZ', ref)).body as { version: number };
    expect(answered).toMatchObject({ status: 'RECEIVED', questions: [{ question, answer: { text: 'Yes.' } }] });
    await region.act('UZ', ref, 'accept', { expected: answered.version });
    await region.settle();
    const record = recordOf('UZ', { agency: WORKER.UZ });
    expect((await region.act('UZ', ref, 'start', { record })).status).toBe(202);
    expect((await region.act('UZ', ref, 'start', { record })).body).toMatchObject({ waiting: [{ command: 'START' }] });
    await region.settle();
    const started = (await region.view('UZ', ref)).body as { caseRef: string };
    expect(started).toMatchObject({ status: 'IN_PROGRESS', possible: expect.arrayContaining(['COMPLETE', 'UNLINK']) });
    expect(region.histories.get(ref)?.referral).toMatchObject({ receiverCaseRef: started.caseRef, linked: true });
    await region.act('UZ', ref, 'complete');
    await region.settle();
    for (const country of ['KZ', 'UZ'] as const) {
      const { body } = await region.view(country, ref);
      expect(body).toMatchObject({ status: 'COMPLETED', possible: ['UNLINK'] });
      const told = (body as { history: { outcome: string }[] }).history.map(({ outcome }) => outcome);
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
    const ref = await requested();
    await region.settle();
    await region.act('UZ', ref, 'receive');
    const { version } = await region.state('UZ', ref);
    await region.act('UZ', ref, 'accept', { expected: version });
    await region.settle();
    expect(await region.state('KZ', ref)).toMatchObject({ status: 'ACCEPTED' });
  });

  describe('what a request needs (rules 1, 5, 13)', () => {
    const refused: readonly (readonly [string, object, Partial<RequestBody>, object])[] = [
      ['no consent', { consents: [] }, {}, { code: 'consent-missing', missing: ['CROSS_BORDER_REFERRAL'] }],
      [
        'consent to matching is none to a referral',
        { consents: ['CROSS_BORDER_MATCH', 'DOMESTIC_REFERRAL'] },
        {},
        { code: 'consent-missing', missing: ['CROSS_BORDER_REFERRAL'] },
      ],
      [
        'a return has a consent of its own',
        {},
        { reason: 'ReturnToCountryOfOrigin', attested: [{ attestation: 'RISK_ASSESSMENT', by: 'NGO' }] },
        { code: 'consent-missing', missing: ['RETURN_ARRANGEMENT'] },
      ],
      [
        'family tracing has a consent of its own',
        {},
        { reason: 'FamilyTracing' },
        { code: 'consent-missing', missing: ['FAMILY_TRACING'] },
      ],
      [
        'a return needs a risk assessment',
        { consents: ['CROSS_BORDER_REFERRAL', 'RETURN_ARRANGEMENT'] },
        { reason: 'ReturnToCountryOfOrigin' },
        { code: 'attestation-missing', missing: ['RISK_ASSESSMENT'] },
      ],
      [
        'a risk assessment by police is none',
        { consents: ['CROSS_BORDER_REFERRAL', 'RETURN_ARRANGEMENT'] },
        { reason: 'ReturnToCountryOfOrigin', attested: [{ attestation: 'RISK_ASSESSMENT', by: 'LawEnforcement' }] },
        { code: 'risk-assessed-by-enforcement' },
      ],
      [
        'a child’s best interests',
        { birth_date: '2012-01-01' },
        {},
        { code: 'attestation-missing', missing: ['BEST_INTERESTS'] },
      ],
      [
        'a child’s return needs a confirmed receiver',
        { birth_date: '2012-01-01', consents: ['CROSS_BORDER_REFERRAL', 'RETURN_ARRANGEMENT'] },
        { reason: 'ReturnToCountryOfOrigin', attested: [{ attestation: 'RISK_ASSESSMENT', by: 'NGO' }] },
        { code: 'attestation-missing', missing: ['BEST_INTERESTS', 'RECEIVER_CONFIRMED'] },
      ],
      [
        'a child does not consent alone',
        {
          birth_date: '2012-01-01',
          consents: [{ purpose: 'CROSS_BORDER_REFERRAL', decision: 'GIVEN', by: 'PERSON', taken_on: '2024-03-05' }],
        },
        {},
        { code: 'consent-of-minor' },
      ],
      ['an emergency needs a call', {}, { urgency: 'EMERGENCY' }, { code: 'call-missing' }],
      [
        'what the organisation does not offer',
        {},
        { services: ['COMPENSATION_CLAIM'] },
        { code: 'service-not-offered' },
      ],
      ['the own country', {}, { to: 'KZ' }, { code: 'receiver-takes-no-part' }],
    ];

    test.each(refused)('%s: 422', async (_, record, body, problem) => {
      const caseRef = await region.caseOf('KZ', record);
      expect((await request(caseRef, body)).body).toMatchObject({ status: 422, ...problem });
      expect(await region.of('KZ').rows('SELECT FROM referral.referral WHERE case_ref = $1', [caseRef])).toEqual([]);
    });

    test('a presumed foreign person without status, decision or proceeding is referred like everybody', async () => {
      const ref = await requested(
        {},
        await region.caseOf('KZ', { trafficking_status: null, citizenship: 'STATELESS' }),
      );
      await region.settle();
      expect(await region.state('UZ', ref)).toMatchObject({ status: 'REQUESTED' });
    });

    test('the consent is attested by version, month and body', async () => {
      const ref = await requested();
      await region.settle();
      const { body } = await region.view('UZ', ref);
      expect((body as { history: { consents: object[] }[] }).history[0]?.consents).toEqual([
        { purpose: 'CROSS_BORDER_REFERRAL', version: 1, month: '2024-03', takenby: 'NGO' },
      ]);
    });

    test('others’ cases are not found, and neither are voided ones', async () => {
      const caseRef = await region.caseOf('KZ');
      expect((await request(caseRef, {}, POLICE)).status).toBe(404);
      await region.of('KZ').post('registrar', `/v1/cases/${caseRef}/void`);
      expect((await request(caseRef)).status).toBe(404);
    });

    test.each([{ services: [] }, { name: 'x' }, { to: 'XX' }, { contact: {} }])(
      'a body of another form: 400 %j',
      async (body) => {
        expect((await request(await region.caseOf('KZ'), body as never)).body).toMatchObject({ code: 'bad-body' });
      },
    );
  });

  describe('what leaves', () => {
    test('neither clear fields nor the database of the receiver hold case, identity or preview in clear', async () => {
      const caseRef = await region.caseOf('KZ');
      const ref = await requested({}, caseRef);
      const rows = await region
        .of('KZ')
        .rows<{ data: string; time: string }>('SELECT data, time FROM messaging.outbox WHERE subject = $1', [ref]);
      expect(rows).toHaveLength(1);
      for (const text of [caseRef, 'SAFE_ACCOMMODATION', shelterRef, 'FEMALE'])
        expect(rows[0]?.data).not.toContain(text);
      expect(rows[0]?.time).toBe('2026-03-02T08:00:00Z');
      await region.settle();
      const stored = JSON.stringify(
        await region.of('UZ').rows(
          `SELECT part.ciphertext::text, outcome.data FROM referral.part JOIN referral.outcome USING (referral_ref)
            WHERE referral_ref = $1`,
          [ref],
        ),
      );
      for (const text of ['SAFE_ACCOMMODATION', 'THROUGH_CASE_WORKER', '"preview"']) expect(stored).not.toContain(text);
    });

    test('slots are one for each case and service, the case’s name abroad one for each country', async () => {
      const caseRef = await region.caseOf('KZ');
      const first = await requested({}, caseRef);
      await region.settle();
      await region.act('KZ', first, 'withdraw', { reason: 'REROUTED' });
      await region.settle();
      const second = await requested({ services: ['SAFE_ACCOMMODATION', 'PSYCHOLOGICAL'] }, caseRef);
      await region.settle();
      const [a, b] = [first, second].map((ref) => region.histories.get(ref)?.referral);
      expect(b?.slotRefs).toEqual(expect.arrayContaining([...(a?.slotRefs ?? [])]));
      expect(b?.slotRefs).toHaveLength(2);
      const names = await region
        .of('UZ')
        .rows<{ name: string }>(
          `SELECT DISTINCT data ->> 'referralCaseRef' AS name FROM referral.outcome WHERE referral_ref = ANY ($1::uuid[]) AND sequence = 1`,
          [[first, second]],
        );
      expect(names).toHaveLength(1);
      expect(names[0]?.name).not.toBe(caseRef);
    });
  });

  describe('walls', () => {
    test('no other organisation finds a referral, on either side, and their answers are those of what is not there', async () => {
      const ref = await requested();
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
      expect(await region.state('UZ', referralRef, AUTHORITY_OF_UZ)).toMatchObject({ status: 'REQUESTED' });
    });
  });

  describe('races and states', () => {
    test('what the state forbids: 409 with the state and what is possible', async () => {
      const ref = await requested();
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
      await requested({}, caseRef);
      expect((await request(caseRef)).body).toMatchObject({ status: 409, why: 'DUPLICATE_OPEN' });
    });

    test('who loses a race is told: in the referral and in the notifications', async () => {
      const ref = await requested();
      await region.settle();
      expect((await region.act('KZ', ref, 'withdraw', { reason: 'SAFETY' })).status).toBe(202);
      expect((await region.act('UZ', ref, 'accept', { expected: 1 })).status).toBe(202);
      await region.carry('KZ');
      await region.carry('UZ');
      for (const country of ['KZ', 'UZ'] as const) {
        expect(await region.state(country, ref)).toMatchObject({ status: 'WITHDRAWN', waiting: [] });
      }
      expect((await region.view('UZ', ref)).body).toMatchObject({
        refused: [{ command: 'ACCEPT', why: 'WRONG_STATE' }],
      });
      const { body } = await region.of('UZ').get(WORKER.UZ, '/v1/notifications');
      const told = (body as { notifications: { referralRef: string; outcome: string; why: string | null }[] })
        .notifications;
      expect(told.filter(({ referralRef }) => referralRef === ref).map(({ outcome, why }) => [outcome, why])).toEqual([
        ['REQUESTED', null],
        ['WITHDRAWN', null],
        ['REFUSED', 'WRONG_STATE'],
      ]);
    });

    test('a start that is refused leaves the receiver’s referral without a case', async () => {
      const ref = await accepted();
      const caseRef = await region.caseOf('UZ');
      await region.act('KZ', ref, 'withdraw', { reason: 'SAFETY' });
      await region.act('UZ', ref, 'start', { caseRef });
      await region.settle();
      expect((await region.view('UZ', ref)).body).toMatchObject({ status: 'WITHDRAWN', caseRef: null });
    });

    test('a start names an own open case, and no record is taken in where nothing can start', async () => {
      const ref = await accepted();
      for (const body of [{}, { caseRef: await region.caseOf('UZ', { agency: OTHER_OF_UZ }) }]) {
        expect([400, 404]).toContain((await region.act('UZ', ref, 'start', body)).status);
      }
      const waiting = await requested();
      await region.settle();
      const record = recordOf('UZ', { agency: WORKER.UZ });
      expect((await region.act('UZ', waiting, 'start', { record })).status).toBe(409);
      expect((await region.of('UZ').get(WORKER.UZ, `/v1/records/${String(record.record_id)}`)).status).toBe(404);
    });
  });

  describe('what the region tells', () => {
    const problems = async () => {
      const { body } = await region.of('UZ').get('operator', '/v1/delivery-problems');
      return (body as { problems: { subject: string; reason: string }[] }).problems;
    };

    test('repeats and another order of arrival end in the same state', async () => {
      const ref = await requested();
      await region.settle();
      await region.act('UZ', ref, 'receive');
      await region.settle();
      const outcomes = await region
        .of('UZ')
        .rows<{ type: never; data: never }>(
          'SELECT type, data FROM referral.outcome WHERE referral_ref = $1 ORDER BY sequence DESC',
          [ref],
        );
      const before = (await region.view('UZ', ref)).body as object;
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
      expect((body as { history: object[] }).history.map((one) => (one as { sequence: number }).sequence)).toEqual([
        1, 2, 3, 4,
      ]);
    });

    test.each([
      ['contradicts-history', { sequence: 1, status: 'REQUESTED' }, 'kerege.referral.received.v1'],
      ['impossible-transition', { sequence: 2, status: 'COMPLETED' }, 'kerege.referral.completed.v1'],
      ['other-parties', { sequence: 2, from: 'KG', status: 'RECEIVED' }, 'kerege.referral.received.v1'],
      ['unknown-command', { sequence: 2, status: 'RECEIVED' }, 'kerege.referral.received.v1'],
    ] as const)('%s: kept as a delivery problem and folded nowhere', async (reason, data, type) => {
      const ref = await requested();
      await region.settle();
      const source = reason === 'unknown-command' ? 'UZ' : 'KZ';
      const command = { id: ref, source, position: { topic: 'kz.referral', partition: 0, offset: '5' } };
      const before = (await region.view('UZ', ref)).body as object;
      const told = { from: 'KZ', to: 'UZ', at: '2026-03-02T09:00:00.000Z', command, ...data };
      await region.deliver('UZ', madeUp(type, ref, reason === 'contradicts-history' ? { ...told, sequence: 1 } : told));
      expect((await region.view('UZ', ref)).body).toEqual(before);
      const reasons = (await problems()).filter(({ subject }) => subject === ref).map((problem) => problem.reason);
      expect(reasons).toHaveLength(1);
      if (reason !== 'contradicts-history') expect(reasons).toEqual([reason]);
    });
  });

  describe('keys', () => {
    const slots = (country: 'KZ' | 'UZ', sql: string, parameters: unknown[] = []) =>
      region.of(country).rows<{ slot: string }>(sql, parameters);
    const readable = async (country: 'KZ' | 'UZ', rows: { slot: string }[]) =>
      (await region.of(country).keyStore.read(rows.map(({ slot }) => Number(slot)))).size;

    test('each other country finds a stock of keys; one opens one part, is destroyed, taken out and replaced', async () => {
      const unused = () =>
        region.of('KZ').rows(`SELECT kid FROM directory.foreign_key WHERE country = 'UZ' AND used_at IS NULL`);
      await region.of('UZ').parts.referrals.tendKeys();
      await region.settle();
      const before = await unused();
      await requested();
      expect(await unused()).toHaveLength(before.length - 1);
      await region.settle();
      const used = await slots(
        'UZ',
        'SELECT slot FROM referral.own_key WHERE ends_at IS NOT NULL AND destroyed_at IS NULL',
      );
      expect(used).toHaveLength(1);
      expect(await readable('UZ', used)).toBe(1);
      await region.of('UZ').parts.referrals.tendKeys();
      expect(await readable('UZ', used)).toBe(0);
      await region.settle();
      expect(await unused()).toHaveLength(STOCK);
      expect(await region.of('KZ').rows('SELECT FROM directory.foreign_key WHERE used_at IS NOT NULL')).toEqual([]);
    });

    test('a stock that is used up: the country’s key of the members log', async () => {
      await region
        .of('KZ')
        .rows(`UPDATE directory.foreign_key SET used_at = now() WHERE used_at IS NULL RETURNING kid`);
      const ref = await requested();
      await region.settle();
      expect((await region.view('UZ', ref)).body).toMatchObject({ preview: { sex: 'FEMALE' } });
      await region.of('KZ').rows(`UPDATE directory.foreign_key SET used_at = NULL RETURNING kid`);
    });

    test.each([
      ['REJECTED', () => ['UZ', 'reject', { expected: 1, reason: 'NO_CAPACITY' }] as const],
      ['WITHDRAWN', () => ['KZ', 'withdraw', { reason: 'SAFETY' }] as const],
      ['ENTERED_IN_ERROR', () => ['KZ', 'enter-in-error', { reason: 'WRONG_PERSON' }] as const],
    ])('%s: preview and notes can be read on neither side, whatever backup is restored', async (status, how) => {
      const ref = await requested();
      await region.settle();
      const [country, action, body] = how();
      await region.act(country, ref, action, body);
      await region.settle();
      for (const side of ['KZ', 'UZ'] as const) {
        const key = await slots(side, 'SELECT key_slot AS slot FROM referral.referral WHERE referral_ref = $1', [ref]);
        await region.of(side).parts.referrals.tendKeys();
        expect(await readable(side, key)).toBe(0);
        expect((await region.view(side, ref)).body).toMatchObject({
          status,
          preview: null,
          keyDestroyedAt: expect.any(String),
        });
        expect(await region.of(side).rows('SELECT FROM referral.part WHERE referral_ref = $1', [ref])).toEqual([]);
      }
    });

    test('an expired referral keeps its key for the late window, in which it can be accepted', async () => {
      const ref = await requested();
      await region.settle();
      await region.later(24 * HOUR);
      expect((await region.view('UZ', ref)).body).toMatchObject({ status: 'EXPIRED', preview: { sex: 'FEMALE' } });
      const [row] = await region
        .of('UZ')
        .rows<{ ends: Date }>('SELECT key_ends_at AS ends FROM referral.referral WHERE referral_ref = $1', [ref]);
      expect(row?.ends.getTime()).toBe(region.histories.get(ref)?.referral?.lateUntil);
      await region.act('UZ', ref, 'accept', { expected: 1 });
      await region.settle();
      expect((await region.view('KZ', ref)).body).toMatchObject({ status: 'ACCEPTED' });
      const kept = 'SELECT FROM referral.referral WHERE referral_ref = $1 AND key_ends_at IS NULL';
      expect(await region.of('UZ').rows(kept, [ref])).toHaveLength(1);
    });

    test('an operator makes the country’s next key and destroys a former one', async () => {
      const made = await region.of('UZ').post('operator', '/v1/referral-keys');
      expect(made.body).toEqual({ kid: expect.any(String), x: expect.stringMatching(/^[\w-]{43}$/) });
      const { kid } = made.body as { kid: string };
      const state = await region.of('UZ').get('operator', '/v1/referral-keys');
      expect(state.body).toMatchObject({ country: expect.arrayContaining([made.body]), stocks: expect.any(Array) });
      const rows = await slots('UZ', 'SELECT slot FROM referral.own_key WHERE kid = $1', [kid]);
      expect((await region.of('UZ').delete('operator', `/v1/referral-keys/${kid}`)).status).toBe(204);
      expect(await readable('UZ', rows)).toBe(0);
      expect((await region.of('UZ').delete('operator', `/v1/referral-keys/${kid}`)).status).toBe(404);
    });
  });

  test('consent taken back: pending ones are withdrawn, accepted ones share no more and go on', async () => {
    const caseRef = await region.caseOf('KZ');
    const pending = await requested({}, caseRef);
    const other = await requested({ services: ['PSYCHOLOGICAL'] }, caseRef);
    await region.settle();
    await region.act('UZ', other, 'accept', { expected: 1 });
    await region.settle();
    const late = await requested(
      { services: ['SAFE_ACCOMMODATION', 'PSYCHOLOGICAL'], to: 'UZ' },
      await region.caseOf('KZ'),
    );
    const { dataSource, parts } = region.of('KZ');
    for (let turn = 0; turn < 2; turn += 1) {
      await inTransaction(dataSource, (tx) => parts.referrals.onConsentWithdrawn.withdrawReferralsOf(tx, caseRef));
    }
    await region.settle();
    expect((await region.view('UZ', pending)).body).toMatchObject({
      status: 'WITHDRAWN',
      history: [{}, { outcome: 'WITHDRAWN', reason: 'CONSENT_WITHDRAWN' }],
    });
    expect((await region.view('KZ', other)).body).toMatchObject({
      status: 'ACCEPTED',
      sharingStoppedAt: expect.any(String),
    });
    expect(await region.state('KZ', late)).toMatchObject({ status: 'REQUESTED' });
  });

  describe('the directory', () => {
    const read = (worker: string, caseRef: string) => region.of('KZ').get(worker, `/v1/directory?case=${caseRef}`);

    test('is shown to who has an open case with consent to a referral abroad, and to nobody else', async () => {
      const caseRef = await region.caseOf('KZ');
      expect((await read(WORKER.KZ, caseRef)).body).toEqual({
        organisations: [{ country: 'UZ', organisationRef: shelterRef, listing: { ...SHELTER, listed: true } }],
      });
      expect((await read(POLICE, caseRef)).status).toBe(404);
      expect((await read(WORKER.KZ, 'x')).status).toBe(404);
      const without = await region.caseOf('KZ', { consents: ['CROSS_BORDER_MATCH'] });
      expect((await read(WORKER.KZ, without)).body).toMatchObject({ status: 422, missing: ['CROSS_BORDER_REFERRAL'] });
      await region.of('KZ').post('registrar', `/v1/cases/${caseRef}/void`);
      expect((await read(WORKER.KZ, caseRef)).status).toBe(404);
    });

    test('who shelters people names no place below its country', async () => {
      const put = (body: object) => region.of('UZ').put(OTHER_OF_UZ, '/v1/directory/own').send(body);
      expect((await put({ ...SHELTER, admin1: 'UZ-TK' })).body).toMatchObject({ status: 422, code: 'shelter-place' });
      expect((await put({ ...SHELTER, services: ['Legal'], admin1: 'UZ-TK' })).status).toBe(200);
      await region.settle();
      const listed = async () => (await read(WORKER.KZ, await region.caseOf('KZ'))).text;
      expect(await listed()).toContain('UZ-TK');
      await region.of('UZ').delete(OTHER_OF_UZ, '/v1/directory/own');
      await region.settle();
      expect(await listed()).not.toContain('UZ-TK');
    });

    test('its outbox holds no history of who was full when', async () => {
      const put = (capacity: string) =>
        region
          .of('UZ')
          .put(WORKER.UZ, '/v1/directory/own')
          .send({ ...SHELTER, capacity });
      for (const capacity of ['NO', 'NO', 'YES', 'ASK']) expect((await put(capacity)).status).toBe(200);
      const rows = await region
        .of('UZ')
        .rows('SELECT listing FROM directory.own_organisation WHERE organisation = $1', [WORKER.UZ]);
      expect(rows).toEqual([{ listing: { ...SHELTER, listed: true } }]);
      await region.settle();
    });
  });
});
