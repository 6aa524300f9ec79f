import { randomUUID } from 'node:crypto';
import { INFORMED_CHECK } from '#contracts';
import { inTransaction } from '#persistence';
import { NGO, POLICE, registeredCase } from '../care/care-fixture.testing.js';
import type { CareWorker } from '../care/index.js';
import { CaseWalls } from '../care/index.js';
import { AGENCIES, someRecord, TestNational, type RawRecord } from '../national.testing.js';
import { PAGE, ReadTimeline } from './read-timeline.js';
import type { Timeline } from './timeline.js';

const now = () => new Date('2026-03-05T12:00:00Z');
const PAIRS = AGENCIES.flatMap((a) => AGENCIES.filter((b) => b !== a).map((b) => [a, b] as const));

let national: TestNational;
beforeAll(async () => {
  national = await TestNational.start('KZ', now);
});
afterAll(() => national?.stop());

async function timelineOf(caseRef: string, caller: string = NGO, after?: string): Promise<Timeline> {
  const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
  const answer = await national.get(caller, `/v1/cases/${caseRef}/timeline${query}`);
  expect(answer.status).toBe(200);
  return answer.body as Timeline;
}
const steps = ({ entries }: Timeline) => entries.map(({ source, what }) => `${source} ${what}`);
const recordOf = async (caseRef: string) => {
  const sql = 'SELECT record_id AS id FROM register.episode WHERE case_ref = $1';
  return (await national.rows<{ id: string }>(sql, [caseRef]))[0]?.id ?? '';
};
const mentionOf = async (caseRef: string) => {
  const sql = 'SELECT mention_ref AS ref FROM anonymisation.publication WHERE case_ref = $1';
  return (await national.rows<{ ref: string }>(sql, [caseRef]))[0]?.ref ?? '';
};
const decided = { purpose: 'RESEARCH', decision: 'GIVEN', decided_at: '2026-03-05T11:00:00Z', by: 'PERSON' };
const consent = { ...decided, informed: INFORMED_CHECK, taken_by: 'NGO', age_status: 'ADULT', expected: 0 };

/** A case to which everything has happened that one organisation and linkage can bring about. */
async function lived(fields: RawRecord = {}): Promise<string> {
  const record = someRecord({ agency: NGO, registered_on: '2026-02-20', ...fields });
  const caller = String(record.agency);
  const caseRef = ((await national.record(caller, record)).body as { case_ref: string }).case_ref;
  const post = async (path: string, body: object) => {
    const { status } = await national.post(caller, `/v1/cases/${caseRef}/${path}`).send(body);
    expect([path, status]).toEqual([path, 200]);
  };
  await post('assessments', {
    ...{ taken_on: '2026-02-21', review_on: '2026-03-21', risk: 'LOW', needs: [], services: ['Legal'] },
  });
  await post('consents', consent);
  await post('erasure', { asked_on: '2026-03-01', duty: 'COURT_ORDER' });
  if (caller === NGO) {
    await post('reflection/extensions', { days: 10 });
    await post('returns', { kind: 'ENFORCED', returned_on: '2026-02-25' });
  }
  const question = { matchRef: randomUUID(), mentionRef: await mentionOf(caseRef), bands: [] };
  await inTransaction(national.dataSource, (tx) =>
    national.parts.reviews.receive.proposed(tx, { ...question, explanation: 'OTHER' }),
  );
  expect((await national.record(caller, { ...record, sex: 'MALE' })).body).toMatchObject({ outcome: 'changed' });
  return caseRef;
}

test('what happened in a case stands in one list, in order, with time and source', async () => {
  const timeline = await timelineOf(await lived());
  const order = timeline.entries.map(({ at }) => at);
  expect(order).toEqual([...order].sort());
  expect(order.every((at) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(at))).toBe(true);
  const unordered = ['EVENT WAITING', 'EVENT SENT', 'ERASURE LIMITED'];
  expect(steps(timeline).filter((step) => !unordered.includes(step))).toEqual([
    'RECORD REGISTERED',
    'DECISION STATED',
    'CONSENT GIVEN',
    'CONSENT GIVEN',
    'CARE ASSESSMENT',
    'CONSENT GIVEN',
    'REFLECTION EXTENDED',
    'CARE RETURN',
    'REFLECTION BREACHED',
    'REVIEW PROPOSED',
    'RECORD CHANGED',
  ]);
  expect(timeline).toMatchObject({ status: 'OPEN', next: null });
  const details = Object.fromEntries(timeline.entries.map(({ source, what, detail }) => [`${source} ${what}`, detail]));
  expect(details).toMatchObject({
    'CARE ASSESSMENT': { organisation: NGO, risk: 'LOW', taken_on: '2026-02-21', services: ['Legal'] },
    'CONSENT GIVEN': { purpose: 'RESEARCH', basis: 'RECORDED', taken: true },
    'REFLECTION EXTENDED': { days: 10 },
    'ERASURE LIMITED': { askedOn: '2026-03-01', duty: 'COURT_ORDER' },
    'REVIEW PROPOSED': { decision: null },
  });
});

test('events are listed with their types and numbers, and say whether they have left', async () => {
  const caseRef = await registeredCase(national);
  const events = async () =>
    (await timelineOf(caseRef)).entries
      .filter(({ source }) => source === 'EVENT')
      .map(({ what, detail }) => [what, detail]);
  const mention = { type: 'kerege.mention.published.v1', version: 1 };
  const registered = { type: 'kerege.case.registered.v1', number: 1 };
  expect(await events()).toEqual([
    ['WAITING', registered],
    ['WAITING', mention],
  ]);
  await national.rows('UPDATE messaging.outbox SET sent_at = clock_timestamp() WHERE subject = $1', [caseRef]);
  expect(await events()).toEqual([
    ['WAITING', mention],
    ['SENT', registered],
  ]);
});

test('nothing in it names the person', async () => {
  const caseRef = await lived({ surname: 'Көрінбес', document_no: 'N7654399' });
  const { text } = await national.get(NGO, `/v1/cases/${caseRef}/timeline`);
  for (const value of ['Көрінбес', 'N7654399', 'Айгүл', '1990-02-03']) expect(text).not.toContain(value);
  expect(text).not.toContain(await mentionOf(caseRef));
});

describe('pages', () => {
  test('go on after the place that is named, without gaps and repeats, entries of one instant included', async () => {
    const caseRef = await registeredCase(national);
    await national.rows(
      `INSERT INTO register.record_change (case_ref) SELECT $1::uuid FROM generate_series(1, ${2 * PAGE})`,
      [caseRef],
    );
    const pages: Timeline[] = [await timelineOf(caseRef)];
    for (let last = pages[0]; last?.next; last = pages.at(-1)) pages.push(await timelineOf(caseRef, NGO, last.next));
    expect(pages.map(({ entries }) => entries.length)).toEqual([PAGE, PAGE, expect.any(Number)]);
    const changes = pages.flatMap(steps).filter((step) => step === 'RECORD CHANGED');
    expect(changes).toHaveLength(2 * PAGE);
    expect(pages.flatMap(steps).filter((step) => step === 'RECORD REGISTERED')).toHaveLength(1);
  });

  test.each([
    '',
    'x',
    '2026-03-05',
    '2026-13-40T00:00:00.000000Z~RECORD~CHANGED~1',
    "2026-03-05T00:00:00.000000Z~A~B~'",
  ])('begin nowhere else than where a page ended: %p is refused', async (after) => {
    const caseRef = await registeredCase(national);
    const path = `/v1/cases/${caseRef}/timeline?after=${encodeURIComponent(after)}`;
    expect((await national.get(NGO, path)).body).toMatchObject({ status: 400, code: 'bad-cursor' });
  });
});

describe('walls', () => {
  test.each(PAIRS)('%s finds nothing of the cases of %s', async (caller, other) => {
    const caseRef = await registeredCase(national, { agency: other });
    for (const ref of [caseRef, randomUUID(), 'none']) {
      expect((await national.get(caller, `/v1/cases/${ref}/timeline`)).body).toMatchObject({
        ...{ status: 404, code: 'not-found' },
      });
    }
  });

  test('that the person is found with others shows in no step, number or time', async () => {
    const shared = { document_no: 'KX 7012345', consents: ['ANONYMISED_STATISTICS'] };
    const other = someRecord({
      ...shared,
      agency: AGENCIES[2],
      registered_on: '2024-11-10',
      document_no: 'KX 7054321',
    });
    expect((await national.record(AGENCIES[2], other)).status).toBe(200);
    const caseRef = await registeredCase(national, { ...shared, registered_on: '2025-01-10' });
    const before = await timelineOf(caseRef);
    expect((await national.record(AGENCIES[2], { ...other, ...shared })).body).toMatchObject({ outcome: 'changed' });
    const told = 'SELECT type FROM messaging.outbox WHERE subject = $1 ORDER BY version';
    expect((await national.rows<{ type: string }>(told, [caseRef])).map(({ type }) => type)).toContain(
      'kerege.case.person-reassigned.v1',
    );
    expect(await timelineOf(caseRef)).toEqual(before);
    const record = {
      ...someRecord(shared),
      agency: NGO,
      record_id: await recordOf(caseRef),
      registered_on: '2025-01-10',
    };
    const decision = {
      trafficking_status: 'ActualVictimOfTrafficking',
      decision_org: 'Police',
      decided_on: '2025-03-01',
    };
    expect((await national.record(NGO, { ...record, ...decision })).body).toMatchObject({
      outcome: 'changed',
    });
    const numbers = (await timelineOf(caseRef)).entries.flatMap(({ detail }) => detail['number'] ?? []);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    expect(numbers.length).toBeGreaterThan(1);
  });

  test('law enforcement sees the course of its own case without the reflection period', async () => {
    const caseRef = await lived({ agency: POLICE });
    const act = `INSERT INTO reflection.act (case_ref, seq, act, on_day, days, organisation, caller)
                 VALUES ($1, 1, 'EXTENDED', '2026-03-01', 5, $2, 'spec')`;
    await national.rows(act, [caseRef, POLICE]);
    const seen = steps(await timelineOf(caseRef, POLICE));
    expect(seen).toContain('CARE ASSESSMENT');
    expect(seen.filter((step) => step.startsWith('REFLECTION'))).toEqual([]);
  });

  test('who took a case on sees the care of the sender and nothing else of the record', async () => {
    const caseRef = await lived();
    const { dataSource } = national;
    const walls = new CaseWalls({ opened: () => Promise.resolve({ services: null }) });
    const read = new ReadTimeline({ country: 'KZ', dataSource, walls });
    const hotline: CareWorker = {
      ...{ caller: 'hotline', organisation: AGENCIES[2], bodyType: 'Hotline', enforcement: false },
    };
    const sources = new Set((await read.execute(hotline, caseRef)).entries.map(({ source }) => source));
    expect([...sources].sort()).toEqual(['CARE', 'REFLECTION']);
    const police: CareWorker = { ...hotline, organisation: POLICE, bodyType: 'LawEnforcement', enforcement: true };
    await expect(read.execute(police, caseRef)).rejects.toMatchObject({ status: 404 });
  });

  test('each look leaves a trace', async () => {
    const caseRef = await registeredCase(national);
    await timelineOf(caseRef);
    const log = 'SELECT caller, organisation FROM rights.read_log WHERE act = $1 AND case_ref = $2';
    expect(await national.rows(log, ['TIMELINE', caseRef])).toEqual([{ caller: NGO, organisation: NGO }]);
  });
});

describe('cases that have ended', () => {
  test('a voided one says that it was voided, and nothing of what was done in it', async () => {
    const caseRef = await lived();
    expect((await national.post('registrar', `/v1/cases/${caseRef}/void`)).status).toBe(204);
    const timeline = await timelineOf(caseRef);
    expect(timeline.status).toBe('VOIDED');
    expect(steps(timeline)).toContain('RECORD VOIDED');
    const sources = new Set(timeline.entries.map(({ source }) => source));
    expect(['CARE', 'REFLECTION', 'REVIEW'].filter((source) => sources.has(source as never))).toEqual([]);
  });

  test('an erased one shows nothing, and nothing of its changes is left', async () => {
    const caseRef = await lived();
    const erased = await national.post(NGO, `/v1/cases/${caseRef}/erasure`).send({ asked_on: '2026-03-02' });
    expect(erased.body).toMatchObject({ status: 'ERASED' });
    expect(await timelineOf(caseRef)).toEqual({ caseRef, status: 'ERASED', entries: [], next: null });
    expect(await national.rows('SELECT FROM register.record_change WHERE case_ref = $1', [caseRef])).toEqual([]);
  });
});
