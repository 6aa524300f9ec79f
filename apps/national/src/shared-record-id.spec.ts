import { randomUUID } from 'node:crypto';
import { inTransaction } from '#persistence';
import { AGENCIES, csvFile, someRecord, TestNational, type RawRecord } from './national.testing.js';

const [POLICE, NGO, HOTLINE] = AGENCIES;

let national: TestNational;
beforeAll(async () => {
  national = await TestNational.start();
});
afterAll(() => national.stop());

const idOf = (record: RawRecord) => String(record.record_id);
const caseRefIn = (text: string) => /"case_ref":"([0-9a-f-]{36})"/.exec(text)?.[1] ?? 'none';
async function enter(caller: string, record: RawRecord): Promise<string> {
  return caseRefIn((await national.record(caller, record)).text);
}
/** Two organisations' records of two persons, under one id. */
async function shared(one: string = NGO, other: string = HOTLINE) {
  const records = [someRecord({ agency: one, surname: 'Біріншина' })];
  records.push(someRecord({ agency: other, surname: 'Екіншина', record_id: records[0]?.record_id }));
  const [mine = {}, theirs = {}] = records;
  return { id: idOf(mine), mine, theirs, ofMine: await enter(one, mine), ofTheirs: await enter(other, theirs) };
}
const seen = async (caller: string, path: string) => (await national.get(caller, path)).text;

describe('two records under one id', () => {
  it('are two cases of two persons, each with its own secret', async () => {
    const { id, ofMine, ofTheirs } = await shared();
    const rows = await national.rows<Record<string, string>>(
      `SELECT case_ref, episode.person_ref, key_slot, mention_ref FROM register.episode
         JOIN register.identity USING (case_ref) JOIN anonymisation.publication USING (case_ref) WHERE record_id = $1`,
      [id],
    );
    for (const name of ['case_ref', 'person_ref', 'key_slot', 'mention_ref']) {
      expect([name, new Set(rows.map((row) => row[name])).size]).toEqual([name, 2]);
    }
    expect(rows.map((row) => row['case_ref']).sort()).toEqual([ofMine, ofTheirs].sort());
  });

  it.each([
    ['the record', (id: string) => `/v1/records/${id}`],
    ['its links', (id: string) => `/v1/records/${id}/links`],
    ['the list of cases', () => '/v1/cases'],
    ['the export', () => '/v1/exports/htcds?identity=whole'],
    ['the timeline', (_: string, caseRef: string) => `/v1/cases/${caseRef}/timeline`],
    ['the report for the person', (_: string, caseRef: string) => `/v1/cases/${caseRef}/access-report`],
  ])('each organisation sees of them its own alone: %s', async (_, path) => {
    const { id, ofMine, ofTheirs } = await shared();
    for (const [caller, own, foreign] of [
      [NGO, [ofMine, 'Біріншина'], [ofTheirs, 'Екіншина', HOTLINE]],
      [HOTLINE, [ofTheirs, 'Екіншина'], [ofMine, 'Біріншина', NGO]],
    ] as const) {
      const answer = await national.get(caller, path(id, own[0])).buffer(true);
      expect([caller, answer.status, answer.text.includes(id)]).toEqual([caller, 200, true]);
      for (const text of foreign) expect(answer.text).not.toContain(text);
    }
  });

  it('are found by each organisation’s search as its own', async () => {
    const { id, ofMine, ofTheirs } = await shared();
    for (const [caller, surname, caseRef] of [
      [NGO, 'Біріншина', ofMine],
      [HOTLINE, 'Екіншина', ofTheirs],
    ] as const) {
      const found = async (name: string) => {
        const answer = await national.post(caller, '/v1/records/search').send({ surname: name, limit: 50 });
        const { hits } = answer.body as { hits: { recordId: string; caseRef: string }[] };
        return hits.filter(({ recordId }) => recordId === id).map((hit) => hit.caseRef);
      };
      expect(await found(surname)).toEqual([caseRef]);
      expect(await found(surname === 'Біріншина' ? 'Екіншина' : 'Біріншина')).toEqual([]);
    }
  });

  it('are asked about each at its own organisation', async () => {
    const { id, ofMine, ofTheirs } = await shared();
    const bands = [{ attribute: 'BIRTH_DATE' as const, band: 'EQUAL' as const }];
    const ask = async (caseRef: string): Promise<string> => {
      const sql = 'SELECT mention_ref AS ref FROM anonymisation.publication WHERE case_ref = $1';
      const mentionRef = (await national.rows<{ ref: string }>(sql, [caseRef]))[0]?.ref ?? '';
      const question = { matchRef: randomUUID(), mentionRef };
      const { receive } = national.parts.reviews;
      await inTransaction(national.dataSource, (tx) =>
        receive.proposed(tx, { ...question, bands, explanation: 'OTHER', lookalike: 'TWINS' }),
      );
      return question.matchRef;
    };
    const matches = [await ask(ofMine), await ask(ofTheirs)];
    for (const [i, caller] of [NGO, HOTLINE].entries()) {
      const links = await national.get(caller, `/v1/records/${id}/links`);
      expect(links.body).toMatchObject({ recordId: id, links: [{ matchRef: matches[i] }] });
      const { reviews } = (await national.get(caller, '/v1/reviews')).body as { reviews: { matchRef: string }[] };
      const own = reviews.filter(({ matchRef }) => matches.includes(matchRef));
      expect(own).toMatchObject([{ matchRef: matches[i], recordId: id }]);
    }
  });

  it('are compared with records of their own organisation only', async () => {
    const [{ id }, other] = [await shared(), await shared()];
    const mine = someRecord({ agency: NGO });
    await enter(NGO, mine);
    for (const one of [id, other.id]) {
      expect((await national.get(NGO, `/v1/records/${one}/why-not/${idOf(mine)}`)).status).toBe(200);
      expect((await national.get(HOTLINE, `/v1/records/${one}/why-not/${idOf(mine)}`)).status).toBe(404);
    }
    expect((await national.get(NGO, `/v1/records/${id}/why-not/${id}`)).status).toBe(404);
  });

  it('change, are corrected, voided and erased each by itself', async () => {
    const { id, mine, theirs, ofMine, ofTheirs } = await shared();
    const path = `/v1/records/${id}`;
    const untouched = await seen(NGO, path);
    expect((await national.record(HOTLINE, { ...theirs, sex: 'MALE' })).body).toMatchObject({
      ...{ outcome: 'changed', case_ref: ofTheirs },
    });
    const wish = { asked_on: '2024-03-06', fields: ['sex'] };
    const asked = await national.post(HOTLINE, `/v1/cases/${ofTheirs}/corrections`).send(wish);
    const decision = await national
      .post(HOTLINE, `/v1/cases/${ofTheirs}/corrections/${(asked.body as { id: string }).id}/decision`)
      .send({ decision: 'ACCEPTED', record: { ...theirs, sex: 'OTHER' } });
    expect(decision.status).toBe(204);
    expect(await seen(HOTLINE, path)).toContain('"sex":"OTHER"');
    expect(await seen(NGO, path)).toBe(untouched);
    const erasure = { asked_on: new Date().toISOString().slice(0, 10) };
    expect((await national.post(HOTLINE, `/v1/cases/${ofTheirs}/erasure`).send(erasure)).status).toBe(200);
    expect(await seen(HOTLINE, path)).not.toContain('Екіншина');
    expect(await seen(NGO, path)).toBe(untouched);
    expect((await national.record(NGO, mine)).body).toEqual({ record_id: id, outcome: 'unchanged', case_ref: ofMine });
    await national.post('registrar', `/v1/cases/${ofMine}/void`);
    const third = someRecord({ agency: POLICE, record_id: id });
    expect((await national.record(POLICE, third)).body).toMatchObject({ outcome: 'registered' });
  });

  it('stand in one file of a registrar as two; a different repeat is refused within its own organisation', async () => {
    const [ngo, hotline] = [someRecord({ agency: NGO }), someRecord({ agency: HOTLINE })];
    const same = { ...hotline, record_id: ngo.record_id };
    const lines = [ngo, same, ngo, { ...ngo, sex: 'MALE' }, { ...same, sex: 'MALE' }, same];
    const answer = await national.file('registrar', csvFile(lines));
    expect(answer.results.map(({ outcome }) => outcome)).toEqual([
      ...['registered', 'registered', 'unchanged', 'rejected', 'rejected', 'unchanged'],
    ]);
    const [a, b, c, , , f] = answer.results.map((result) => result.case_ref);
    expect([c, f, a === b]).toEqual([a, b, false]);
    expect(answer.results[3]?.errors).toEqual([{ field: 'record_id', code: 'repeated-id' }]);
    expect(answer.summary).toEqual({ received: 6, registered: 2, changed: 0, unchanged: 2, rejected: 2 });
  });

  it('leave a file in the order of their organisations, whatever the order of the lines', async () => {
    for (const lines of [
      [NGO, HOTLINE],
      [HOTLINE, NGO],
    ]) {
      const id = someRecord().record_id;
      await national.file('registrar', csvFile(lines.map((agency) => someRecord({ agency, record_id: id }))));
      const left = await national.rows<{ organisation: string }>(
        `SELECT e.organisation FROM messaging.outbox o JOIN register.episode e ON e.case_ref::text = o.subject
          WHERE e.record_id = $1 AND o.type = 'kerege.case.registered.v1' ORDER BY o.seq`,
        [id],
      );
      expect(left.map(({ organisation }) => organisation)).toEqual([HOTLINE, NGO]);
    }
  });
});
