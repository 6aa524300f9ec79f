import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { erasureRefOf } from '#contracts';
import { Outbox, type AcceptedEvent } from '#messaging';
import { inTransaction, type Transaction } from '#persistence';
import { AGENCIES, someRecord, TestNational, type RawRecord } from '../national.testing.js';
import { nationalParts } from '../national-parts.js';
import type { Erasure } from './erasure.js';
import { Erasures } from './erasures.js';
import { NO_TIES } from './referral-ties.js';
import { backUp } from './restored.testing.js';

const [OWNER, OTHER] = AGENCIES;
const NUMBER = 'KX 7001234';
const today = new Date().toISOString().slice(0, 10);

let national: TestNational;

beforeAll(async () => {
  national = await TestNational.start();
});
afterAll(() => national?.stop());

async function enter(fields: RawRecord = {}): Promise<{ record: RawRecord; caseRef: string }> {
  const record = someRecord(fields);
  const answer = await national.record(String(record.agency), record);
  return { record, caseRef: (answer.body as { case_ref: string }).case_ref };
}
const erase = (caseRef: string, body: object = { asked_on: today }, caller: string = OWNER) =>
  national.post(caller, `/v1/cases/${caseRef}/erasure`).send(body);
const listed = async (caller: string = OWNER) =>
  ((await national.get(caller, '/v1/erasures')).body as { erasures: Erasure[] }).erasures;
const erasureOf = async (caseRef: string) => (await listed()).find((one) => one.caseRef === caseRef);
const said = (topic: string, subject: string) =>
  national.rows<{ type: string; data: object | null }>(
    'SELECT type, data::jsonb AS data FROM messaging.outbox WHERE topic = $1 AND subject = $2 ORDER BY seq',
    [topic, subject],
  );
const mentionOf = async (caseRef: string) => {
  const sql = 'SELECT mention_ref AS ref FROM anonymisation.publication WHERE case_ref = $1';
  return (await national.rows<{ ref: string | null }>(sql, [caseRef]))[0]?.ref ?? '';
};
const tells = (source: string, subject: string, data: object, type = 'kerege.erasure.confirmed.v1') =>
  inTransaction(national.dataSource, async (tx) => {
    const event = { type, source, subject, data } as unknown as AcceptedEvent;
    const { receive } = national.parts.erasures;
    await (type.includes('confirmed') ? receive.confirmed(tx, event) : receive.requested(tx, event));
  });

describe('the proof: a backup taken before the erasure and restored after it', () => {
  /** What somebody learns from a database with this deployment's keys as they are now. */
  async function learnt(dataSource: DataSource, record: RawRecord, caseRef: string) {
    const { masterKey, keyStore } = national;
    const secrets = { masterKey, keyStore, encodingKey: Buffer.alloc(32, 1) };
    const parts = nationalParts({ country: 'KZ', dataSource, ...secrets, publishEverySeconds: 0 });
    const own = await parts.readRecords.record(OWNER, String(record.record_id));
    const context = { country: 'KZ', caller: { name: 'registrar', role: 'registrar' }, now: () => new Date() } as const;
    const sameAgain = await parts.registerOne.execute({ ...record }, context).then(
      (result) => result.outcome,
      () => 'refused',
    );
    return inTransaction(dataSource, async (tx) => {
      const numbers = parts.vault.index.numbersOf(caseRef, { documentNo: NUMBER, nationalId: null } as never);
      const found = (await parts.vault.index.find(tx, numbers)).map((one) => one.caseRef);
      return { name: own?.identity?.surname ?? null, found: found.includes(caseRef), known: sameAgain === 'unchanged' };
    });
  }

  it('shows nobody, although every other key is there; without the destruction of the key it shows the person', async () => {
    const { record, caseRef } = await enter({ surname: 'Кешірілмес', document_no: NUMBER });
    const { caseRef: kept, record: other } = await enter({ surname: 'Қалған', document_no: 'KX 7009999' });
    const backup = await backUp(national);
    try {
      const before = { name: 'Кешірілмес', found: true, known: true };
      expect(await learnt(backup.dataSource, record, caseRef)).toEqual(before);
      // Erasing the rows alone, as a database without a key store would, leaves the backup as it was.
      await inTransaction(national.dataSource, async (tx) => {
        await tx.run('DELETE FROM register.blind_index WHERE case_ref = $1', [caseRef]);
      });
      expect(await learnt(backup.dataSource, record, caseRef)).toEqual(before);

      expect((await erase(caseRef)).body).toMatchObject({ status: 'ERASED' });
      expect(await learnt(backup.dataSource, record, caseRef)).toEqual({ name: null, found: false, known: false });
      expect(await learnt(national.dataSource, record, caseRef)).toEqual({ name: null, found: false, known: false });
      expect((await learnt(backup.dataSource, other, kept)).name).toBe('Қалған');
    } finally {
      await backup.drop();
    }
  });
});

describe('an erasure', () => {
  it('takes mention and binding back, tells the region at once, and leaves of the case the fact alone', async () => {
    const { record, caseRef } = await enter({
      trafficking_status: 'ActualVictimOfTrafficking',
      decision_org: 'Police',
      decided_on: '2024-05-01',
    });
    const mention = await mentionOf(caseRef);
    const closing = { reason: 'RETURNED', closed_on: '2024-06-01' };
    expect((await national.post(OWNER, `/v1/cases/${caseRef}/close`).send(closing)).status).toBe(204);
    const body = (await erase(caseRef)).body as Erasure;
    expect(body).toMatchObject({ caseRef, status: 'ERASED', duty: null, unconfirmed: 2 });
    expect(body.remains).toContain('RECORD_ID');
    expect((await said('kz.case', caseRef)).at(-1)).toEqual({
      ...{ type: 'kerege.case.erasure-requested.v1', data: { scope: 'ALL' } },
    });
    for (const topic of ['kz.mention', 'kz.binding']) expect((await said(topic, mention)).at(-1)?.data).toBeNull();
    for (const table of ['identity', 'blind_index', 'consent', 'decision', 'closing'].map(
      (name) => `register.${name}`,
    )) {
      expect([table, await national.rows(`SELECT FROM ${table} WHERE case_ref = $1`, [caseRef])]).toEqual([table, []]);
    }
    expect((await national.get(OWNER, `/v1/records/${String(record.record_id)}`)).body).toMatchObject({
      ...{ status: 'ERASED', identity: null, facts: {}, consents: [] },
    });
  });

  it('is not undone by a file that is sent again', async () => {
    const { record, caseRef } = await enter();
    await erase(caseRef);
    expect((await national.record(OWNER, record)).body).toMatchObject({ errors: [{ code: 'voided' }] });
    expect(await national.rows('SELECT FROM register.identity WHERE case_ref = $1', [caseRef])).toEqual([]);
  });

  it('is repeatable, and publishing again says nothing more', async () => {
    const { caseRef } = await enter();
    await erase(caseRef);
    const before = await said('kz.case', caseRef);
    expect((await erase(caseRef)).body).toMatchObject({ status: 'ERASED' });
    await inTransaction(national.dataSource, (tx) => national.parts.publisher.bringUpToDate(tx, [caseRef]));
    expect(await said('kz.case', caseRef)).toEqual(before);
  });

  it('leaves the other cases of the person, which they ask their own organisations to erase', async () => {
    const shared = { document_no: 'KX 7005555' };
    const [mine, theirs] = [await enter(shared), await enter({ ...shared, agency: OTHER })];
    expect(await national.personOf(String(mine.record.record_id))).toBe(
      await national.personOf(String(theirs.record.record_id)),
    );
    await erase(mine.caseRef);
    const foreign = await national.get(OTHER, `/v1/records/${String(theirs.record.record_id)}`);
    expect(foreign.body).toMatchObject({ status: 'OPEN', identity: { surname: 'Спекова' } });
    expect(await national.personOf(String(mine.record.record_id))).not.toBe(
      await national.personOf(String(theirs.record.record_id)),
    );
  });

  it('does not happen while a named duty forbids it; it can be asked for again when the duty has ended', async () => {
    const { caseRef } = await enter();
    const limited = await erase(caseRef, { asked_on: today, duty: 'COURT_ORDER' });
    expect(limited.body).toMatchObject({ status: 'LIMITED', duty: 'COURT_ORDER', holders: [] });
    await national.parts.erasures.carryOut.executeAll();
    expect(await national.rows('SELECT FROM register.identity WHERE case_ref = $1', [caseRef])).toHaveLength(1);
    expect((await erase(caseRef)).body).toMatchObject({ status: 'ERASED', duty: null });
  });

  it('that was cut off, its key destroyed already, is finished by the next look', async () => {
    const { caseRef } = await enter();
    await national.rows(
      `INSERT INTO erasure.request (case_ref, organisation, caller, asked_on, status, requested_at)
       VALUES ($1, $2, $2, $3, 'REQUESTED', now())`,
      [caseRef, OWNER, today],
    );
    const [row] = await national.rows<{ slot: string }>(
      'SELECT key_slot AS slot FROM register.identity WHERE case_ref = $1',
      [caseRef],
    );
    await national.keyStore.destroy([Number(row?.slot)]);
    await national.parts.erasures.carryOut.executeAll();
    expect(await erasureOf(caseRef)).toMatchObject({ status: 'ERASED' });
    expect((await said('kz.case', caseRef)).at(-1)?.type).toBe('kerege.case.erasure-requested.v1');
  });

  it.each([
    ['no day', {}],
    ['a day to come', { asked_on: '2999-01-01' }],
    ['an unknown duty', { asked_on: today, duty: 'POLICE_WISH' }],
    ['a free text', { asked_on: today, why: 'she asked' }],
  ])('400 for %s', async (_, body) => {
    const { caseRef } = await enter();
    expect((await erase(caseRef, body)).body).toMatchObject({ status: 400, code: 'bad-erasure' });
  });

  it('of another organisation’s case is not found, nor listed', async () => {
    const { caseRef } = await enter();
    expect((await erase(caseRef, undefined, OTHER)).body).toMatchObject({ status: 404 });
    await erase(caseRef);
    expect((await listed(OTHER)).map((one) => one.caseRef)).not.toContain(caseRef);
    expect((await listed('registrar')).map((one) => one.caseRef)).toContain(caseRef);
  });
});

describe('holders', () => {
  it('stay visible until each has confirmed; nobody confirms for somebody else', async () => {
    const { caseRef } = await enter();
    const mention = await mentionOf(caseRef);
    await erase(caseRef);
    const open = async () => (await erasureOf(caseRef))?.holders.filter((one) => one.confirmedAt === null) ?? [];
    expect((await open()).map(({ holder }) => holder)).toEqual(['AGGREGATOR', 'LINKAGE']);
    await tells('LINKAGE', caseRef, { holder: 'AGGREGATOR', scope: 'ALL' });
    await tells('AGGREGATOR', mention, { holder: 'LINKAGE', scope: 'ALL' });
    await tells('AGGREGATOR', randomUUID(), { holder: 'AGGREGATOR', scope: 'ALL' });
    expect(await open()).toHaveLength(2);
    await tells('AGGREGATOR', caseRef, { holder: 'AGGREGATOR', scope: 'ALL' });
    expect((await open()).map(({ holder }) => holder)).toEqual(['LINKAGE']);
    await tells('LINKAGE', mention, { holder: 'LINKAGE', scope: 'REGIONAL' });
    expect(await erasureOf(caseRef)).toMatchObject({ unconfirmed: 0 });
  });

  it('of a referral are asked, and the aggregator passes their word on; what we received we erase and confirm', async () => {
    const [sent, received] = [randomUUID(), randomUUID()];
    const [sentErasure, receivedErasure] = [erasureRefOf(sent), erasureRefOf(received)];
    const erased: string[] = [];
    const ties = {
      endReferralsOf: () => Promise.resolve([{ country: 'UZ', referralRef: sent }]),
      eraseReceived: (_: Transaction, ref: string) => Promise.resolve(void erased.push(ref)),
    };
    const erasures = new Erasures({ ...erasureOptions(), outbox: new Outbox(), ties });
    const { caseRef } = await enter();
    await erasures.request.execute({ caller: OWNER, organisation: OWNER }, caseRef, { askedOn: today, duty: null });
    expect((await erasureOf(caseRef))?.holders.map(({ holder }) => holder)).toContain('UZ');
    await tells('LINKAGE', sentErasure, { holder: 'UZ', scope: 'ALL' });
    expect((await erasureOf(caseRef))?.unconfirmed).toBe(3);
    await tells('AGGREGATOR', sentErasure, { holder: 'UZ', scope: 'ALL' });
    expect((await erasureOf(caseRef))?.unconfirmed).toBe(2);
    await inTransaction(national.dataSource, async (tx) => {
      const event = {
        source: 'AGGREGATOR',
        subject: receivedErasure,
        data: { scope: 'ALL' },
      } as unknown as AcceptedEvent;
      await erasures.receive.requested(tx, event);
      await erasures.receive.requested(tx, { ...event, source: 'LINKAGE', subject: sentErasure });
    });
    expect([erased, await said('kz.erasure', receivedErasure), await said('kz.erasure', sentErasure)]).toEqual([
      [received],
      [{ type: 'kerege.erasure.confirmed.v1', data: { holder: 'KZ', scope: 'ALL' } }],
      [],
    ]);
  });
});

function erasureOptions() {
  const { dataSource, parts } = national;
  const { vault, publisher: publishing, persons, now } = parts;
  return { country: 'KZ' as const, dataSource, vault, persons, publishing, ties: NO_TIES, now };
}
