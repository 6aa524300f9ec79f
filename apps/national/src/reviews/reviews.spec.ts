import { randomUUID } from 'node:crypto';
import { MatchDecided, validatorFor, type MatchChangeData, type MatchProposalData } from '#contracts';
import { Outbox } from '#messaging';
import { inTransaction, type Transaction } from '#persistence';
import { AGENCIES, someRecord, TestNational, type RawRecord } from '../national.testing.js';
import { DeclineFakes } from './decline-fakes.js';
import { CALLER_QUOTA } from './read-log.js';

const PAIRS = AGENCIES.flatMap((a) => AGENCIES.filter((b) => b !== a).map((b) => [a, b] as const));
const [POLICE, NGO] = AGENCIES;
const SAME = { decision: 'SAME', basis: 'OWN_RECORD', reviewer: 'CASE_WORKER' } as const;

interface Asked {
  readonly matchRef: string;
  readonly mentionRef: string;
  readonly recordId: string;
}

describe('reviews of proposed matches', () => {
  let national: TestNational;
  let now = new Date('2026-03-04T05:06:07Z');

  beforeAll(async () => {
    national = await TestNational.start('KZ', () => now);
  });
  afterAll(() => national.stop());

  const inDatabase = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(national.dataSource, work);
  const tell = (data: MatchChangeData) => inDatabase((tx) => national.parts.reviews.receive.changed(tx, data));
  const ask = (data: MatchProposalData) => inDatabase((tx) => national.parts.reviews.receive.proposed(tx, data));

  async function mentionOf(recordId: string): Promise<string> {
    const sql = `SELECT mention_ref AS ref FROM anonymisation.publication JOIN register.episode USING (case_ref)
                  WHERE record_id = $1 AND mention_digest IS NOT NULL`;
    const [row] = await national.rows<{ ref: string }>(sql, [recordId]);
    return row?.ref ?? 'none stands';
  }

  /** Enters a record and has linkage ask about it. */
  async function asked(agency: string, fields: RawRecord = {}): Promise<Asked> {
    const record = someRecord({ agency, ...fields });
    expect((await national.record(agency, record)).status).toBe(200);
    const recordId = String(record.record_id);
    const question = { matchRef: randomUUID(), mentionRef: await mentionOf(recordId) };
    const bands = [{ attribute: 'BIRTH_DATE' as const, band: 'EQUAL' as const }];
    await ask({ ...question, bands, explanation: 'OTHER', lookalike: 'TWINS' });
    return { ...question, recordId };
  }

  const answer = (caller: string, { matchRef }: Asked, body: object = SAME) =>
    national.post(caller, `/v1/reviews/${matchRef}/answer`).send(body);
  const open = (caller: string, { matchRef }: Asked) => national.get(caller, `/v1/reviews/${matchRef}`);
  const left = ({ matchRef }: Asked) =>
    national.rows<{ topic: string; version: number; time: string; data: string }>(
      'SELECT topic, version, time, data FROM messaging.outbox WHERE subject = $1 ORDER BY seq',
      [matchRef],
    );

  test('a question is shown with the own record, bands and a warning, and the answer leaves for linkage', async () => {
    const question = await asked(NGO);
    const shown = await open(NGO, question);
    expect(shown.status).toBe(200);
    expect(shown.body).toMatchObject({
      ...{ state: 'ASKED', recordId: question.recordId, lookalike: 'TWINS', answer: null, contact: null },
      bands: [{ attribute: 'BIRTH_DATE', band: 'EQUAL' }],
      record: { organisation: NGO, identity: { surname: 'Спекова' } },
    });
    expect(shown.text).not.toContain(question.mentionRef);
    expect((await answer(NGO, question)).body).toMatchObject({ state: 'ANSWERED', decision: 'SAME' });
    const [event] = await left(question);
    expect(event).toMatchObject({ topic: 'kz.review', version: 1, time: '2026-03-04T00:00:00Z' });
    const data: unknown = JSON.parse(event?.data ?? '');
    expect(validatorFor(MatchDecided.type)(data)).toBe(true);
    expect(data).toEqual({ matchRef: question.matchRef, mentionRef: question.mentionRef, ...SAME });
  });

  test('repeating an answer sends nothing, changing it sends the next version: any country may unlink', async () => {
    const question = await asked(NGO);
    await open(NGO, question);
    for (const decision of ['SAME', 'SAME', 'DIFFERENT']) await answer(NGO, question, { ...SAME, decision });
    expect((await left(question)).map(({ version }) => version)).toEqual([1, 2]);
  });

  test('who has not opened the own record cannot answer', async () => {
    const question = await asked(NGO);
    expect((await answer(NGO, question)).body).toMatchObject({ status: 409, code: 'review-not-opened' });
    expect(await left(question)).toEqual([]);
  });

  test.each([{}, { ...SAME, decision: 'MAYBE' }, { ...SAME, note: 'text' }, 'SAME', null])(
    'an answer of other codes or fields is refused: %j',
    async (body) => {
      const question = await asked(NGO);
      await open(NGO, question);
      expect((await answer(NGO, question, body as object)).status).toBe(400);
      expect(await left(question)).toEqual([]);
    },
  );

  test('the other country and its contact are named once both said SAME, and no longer after that ends', async () => {
    const question = await asked(NGO);
    const links = async () =>
      ((await national.get(NGO, `/v1/records/${question.recordId}/links`)).body as { links: object[] }).links;
    const { matchRef, mentionRef } = question;
    expect(await links()).toMatchObject([{ state: 'ASKED', with: { country: null }, whyNot: 'OWN_ANSWER_MISSING' }]);
    await open(NGO, question);
    await answer(NGO, question);
    expect(await links()).toMatchObject([{ state: 'ANSWERED', with: { country: null }, whyNot: 'NOT_CONFIRMED' }]);
    await tell({ matchRef, mentionRef, outcome: 'CONFIRMED', contact: { country: 'UZ', reviewer: 'REGISTRAR' } });
    expect(await links()).toMatchObject([{ state: 'CONFIRMED', with: { country: 'UZ' }, whyNot: null }]);
    expect((await open(NGO, question)).body).toMatchObject({ contact: { country: 'UZ', reviewer: 'REGISTRAR' } });
    await tell({ matchRef, mentionRef, outcome: 'UNLINKED' });
    expect(await links()).toMatchObject([{ state: 'UNLINKED', with: { country: null }, whyNot: 'UNLINKED' }]);
    const told = await national.get(NGO, `/v1/reviews/${matchRef}/history`);
    const kinds = (told.body as { history: { kind: string }[] }).history.map(({ kind }) => kind);
    expect(kinds).toEqual(['PROPOSED', 'ANSWERED', 'CONFIRMED', 'UNLINKED']);
  });

  test('a withdrawn question is closed; so is one whose person withdrew consent, before linkage has said so', async () => {
    const [withdrawn, record] = [await asked(NGO), someRecord({ agency: NGO })];
    await open(NGO, withdrawn);
    await tell({ matchRef: withdrawn.matchRef, mentionRef: withdrawn.mentionRef, outcome: 'WITHDRAWN' });
    expect((await answer(NGO, withdrawn)).body).toMatchObject({ status: 409, code: 'review-closed' });
    const question = await asked(NGO, record);
    await open(NGO, question);
    await national.record(NGO, { ...record, consents: ['ANONYMISED_STATISTICS'] });
    expect((await answer(NGO, question)).body).toMatchObject({ status: 409, code: 'review-closed' });
    expect(await left(question)).toEqual([]);
    const links = await national.get(NGO, `/v1/records/${question.recordId}/links`);
    expect(links.body).toMatchObject({ standing: false, links: [{ state: 'WITHDRAWN' }] });
  });

  test('who said SAME takes it back although the question was withdrawn, and says nothing else of it', async () => {
    const question = await asked(NGO);
    const { matchRef, mentionRef } = question;
    await open(NGO, question);
    await answer(NGO, question);
    await tell({ matchRef, mentionRef, outcome: 'WITHDRAWN' });
    for (const decision of ['DIFFERENT', 'DIFFERENT']) {
      const taken = await answer(NGO, question, { ...SAME, decision });
      expect(taken.body).toMatchObject({ state: 'WITHDRAWN', decision: 'DIFFERENT' });
    }
    expect((await answer(NGO, question)).body).toMatchObject({ status: 409, code: 'review-closed' });
    const decisions = (await left(question)).map(({ data }) => (JSON.parse(data) as { decision: string }).decision);
    expect(decisions).toEqual(['SAME', 'DIFFERENT']);
  });

  test('a case that was entered in error has no reviews', async () => {
    const question = await asked(NGO);
    const [row] = await national.rows<{ ref: string }>(
      'SELECT case_ref AS ref FROM register.episode WHERE record_id = $1',
      [question.recordId],
    );
    await national.post('registrar', `/v1/cases/${row?.ref}/void`);
    expect((await open(NGO, question)).status).toBe(404);
  });

  describe('the walls', () => {
    const questions = new Map<string, Asked>();
    const of = (agency: string) => questions.get(agency) as Asked;

    beforeAll(async () => {
      for (const agency of AGENCIES) questions.set(agency, await asked(agency, { document_no: 'AB 7650321' }));
    });

    test.each(PAIRS)('%s finds no review of %s and cannot answer it', async (caller, other) => {
      const { matchRef, recordId } = of(other);
      const absent = '6f9619ff-8b86-4011-b42d-00cf4fc964ff';
      const shape = ({ status, body }: { status: number; body: object }) => [status, { ...body, instance: '' }];
      for (const path of ['', '/why', '/history']) {
        const foreign = await national.get(caller, `/v1/reviews/${matchRef}${path}`);
        expect(foreign.status).toBe(404);
        expect(shape(foreign)).toEqual(shape(await national.get(caller, `/v1/reviews/${absent}${path}`)));
      }
      expect((await answer(caller, of(other))).status).toBe(404);
      expect((await national.get(caller, `/v1/records/${recordId}/links`)).status).toBe(404);
      const list = (await national.get(caller, '/v1/reviews')).text;
      expect(list).toContain(of(caller).matchRef);
      expect(list).not.toContain(matchRef);
      expect(await left(of(other))).toEqual([]);
    });

    test.each(['registrar', 'figures', 'operator'])('%s sees none', async (caller) => {
      expect((await national.get(caller, '/v1/reviews')).status).toBe(403);
      expect((await open(caller, of(POLICE))).status).toBe(403);
      expect((await answer(caller, of(POLICE))).status).toBe(403);
    });
  });

  test('every look is in the log, which cannot be changed', async () => {
    const question = await asked(NGO);
    await national.get(NGO, '/v1/reviews');
    await open(NGO, question);
    await national.get(NGO, `/v1/reviews/${question.matchRef}/why`);
    const seen = await national.rows<{ act: string; caller: string }>(
      'SELECT act, caller FROM review.read_log WHERE match_ref = $1::uuid ORDER BY seq',
      [question.matchRef],
    );
    expect(seen).toEqual(['OPENED', 'WHY'].map((act) => ({ act, caller: NGO })));
    await expect(national.rows('DELETE FROM review.read_log')).rejects.toThrow();
    await expect(national.rows('UPDATE review.entry SET caller = NULL')).rejects.toThrow();
  });

  test('why two own records are not one person: reasons and bands, and nothing of other organisations', async () => {
    const records = [
      someRecord({ agency: NGO }),
      someRecord({ agency: NGO, given_name: 'Zarina', surname: 'Qodirova', birth_date: '1971-11-23' }),
      someRecord({ agency: POLICE }),
    ];
    for (const record of records) {
      const agency = record.agency as string;
      expect((await national.record(agency, record)).status).toBe(200);
    }
    const [one, other, foreign] = records.map((record) => String(record.record_id));
    const apart = await national.get(NGO, `/v1/records/${one}/why-not/${other}`);
    expect(apart.body).toEqual({ whyNot: ['NO_SHARED_TAG'], text: null });
    const refused = await national.get(NGO, `/v1/records/${one}/why-not/${foreign}`);
    const absent = await national.get(NGO, `/v1/records/${one}/why-not/KZ-ABSENT00`);
    expect([refused.status, absent.status]).toEqual([404, 404]);
    expect({ ...refused.body, instance: '' }).toEqual({ ...absent.body, instance: '' });
    const twin = someRecord({ agency: NGO, given_name: 'Сауле' });
    await national.record(NGO, twin);
    const alike = await national.get(NGO, `/v1/records/${one}/why-not/${String(twin.record_id)}`);
    expect(alike.body).toMatchObject({ text: { lookalike: 'TWINS' } });
    expect((alike.body as { whyNot: string[] }).whyNot).toHaveLength(1);
  });

  test('who opens one question after the other is stopped until the next day', async () => {
    now = new Date('2026-05-01T08:00:00Z');
    const questions: Asked[] = [];
    for (let i = 0; i <= CALLER_QUOTA; i += 1) questions.push(await asked(POLICE));
    const last = questions.pop() as Asked;
    for (const question of questions) expect((await open(POLICE, question)).status).toBe(200);
    expect((await open(POLICE, last)).body).toMatchObject({ status: 429, code: 'review-quota' });
    expect((await open(POLICE, questions[0] as Asked)).status).toBe(200);
    now = new Date('2026-05-02T09:00:00Z');
    expect((await open(POLICE, last)).status).toBe(200);
  });

  test('a question about a fake is answered as people answer those that they do not confirm, and shown to nobody', async () => {
    const fakes = {
      fake: (_: Transaction, ref: string) => Promise.resolve(ref === fake ? { endsAt: null } : undefined),
    };
    const fake = randomUUID();
    const matchRef = randomUUID();
    const data: MatchProposalData = { matchRef, mentionRef: fake, bands: [], explanation: 'OTHER' };
    await ask(data);
    for (let pick = 0; pick < 10; pick += 1) {
      const decline = new DeclineFakes(
        'KZ',
        fakes,
        new Outbox(),
        () => now,
        (limit) => Math.min(pick, limit - 1),
      );
      await inDatabase((tx) => decline.consider(tx, data));
      await inDatabase((tx) => decline.consider(tx, { ...data, mentionRef: randomUUID() }));
    }
    const answers = await national.rows<{ data: string; held: boolean }>(
      'SELECT data, not_before > $2::timestamptz AS held FROM messaging.outbox WHERE subject = $1',
      [matchRef, now],
    );
    expect(answers.length).toBeGreaterThan(0);
    for (const { data: said, held } of answers) {
      const event = JSON.parse(said) as { decision: string; mentionRef: string };
      expect([held, event.mentionRef, event.decision === 'SAME']).toEqual([true, fake, false]);
    }
    for (const agency of AGENCIES) expect((await national.get(agency, '/v1/reviews')).text).not.toContain(matchRef);
  });
});
