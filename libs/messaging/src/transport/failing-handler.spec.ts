import { randomUUID } from 'node:crypto';
import { createDataSource } from '#persistence';
import { eventually, TestConsumer, testKafka, TestRegion, type TestHandler, type TestKafka } from '#testing';
import type { KeregeTransport } from './kerege-transport.js';

const topic = 'kz.case';

describe('a chunk whose handler fails', () => {
  let kafka: TestKafka;
  let region: TestRegion;
  let consumer: TestConsumer;
  let transport: KeregeTransport;
  let handler: TestHandler = () => Promise.resolve();
  const bad = new Set<string>();

  beforeAll(async () => {
    kafka = await testKafka();
    region = await TestRegion.start(kafka);
    consumer = await TestConsumer.create(kafka, region);
    transport = consumer.transport({ topics: [topic], handler: (events, chunk) => handler(events, chunk) });
    await transport.start();
  });

  beforeEach(() => {
    handler = (events) =>
      events.some((e) => bad.has(e.id)) ? Promise.reject(new Error('inapplicable')) : Promise.resolve();
  });

  afterAll(async () => {
    await transport.close();
    await region.stop();
    await consumer.close();
    await kafka.cleanup();
  });

  const record = (subject: string, version: number, closed = false) =>
    region.record('KZ', {
      topic,
      subject,
      version,
      type: closed ? 'kerege.case.closed.v1' : version === 1 ? 'kerege.case.registered.v1' : 'kerege.case.voided.v1',
    });
  const appliedOf = async (subject: string) =>
    (await consumer.applied()).filter((row) => row.subject === subject).map((row) => row.version);

  it('loses only the records to blame: they alone are quarantined, all others are applied once', async () => {
    const records = Array.from({ length: 300 }, () => record(randomUUID(), 1));
    for (const one of records.filter((_, i) => i % 60 === 0)) bad.add(String(one.headers['ce_id']));
    const before = (await consumer.applied()).length;
    await region.send(topic, ...records);
    await consumer.caughtUp(topic);
    expect((await consumer.applied()).length - before).toBe(295);
    expect(await consumer.reasons()).toEqual(Array.from({ length: 5 }, () => 'not-applicable'));
  });

  it('quarantines a record that the handler itself refuses under the reason that it gives, and applies the others', async () => {
    const records = Array.from({ length: 20 }, () => record(randomUUID(), 1));
    const refused = new Set(records.slice(5, 7).map((one) => String(one.headers['ce_id'])));
    handler = (events, chunk) => {
      for (const { id, position } of events) if (refused.has(id)) chunk.refuse(position, 'encoding-segment-weight');
      return Promise.resolve();
    };
    const [before, reasons] = [(await consumer.applied()).length, (await consumer.reasons()).length];
    await region.send(topic, ...records);
    await consumer.caughtUp(topic);
    expect((await consumer.applied()).length - before).toBe(18);
    const codes = await consumer.reasons();
    expect(codes.filter((reason) => reason === 'encoding-segment-weight')).toHaveLength(2);
    expect(codes).toHaveLength(reasons + 2);
  });

  it('holds back what follows of the same subject until a corrected event with the same version comes', async () => {
    const subject = randomUUID();
    const second = record(subject, 2);
    bad.add(String(second.headers['ce_id']));
    await region.send(topic, record(subject, 1), second, record(subject, 3));
    await consumer.caughtUp(topic);
    expect(await appliedOf(subject)).toEqual([1]);
    await region.send(topic, record(subject, 2, true));
    await consumer.caughtUp(topic);
    expect(await appliedOf(subject)).toEqual([1, 2, 3]);
  });

  it('finds the one to blame among events that had waited, and keeps what waits behind it', async () => {
    const subject = randomUUID();
    const third = record(subject, 3);
    bad.add(String(third.headers['ce_id']));
    await region.send(topic, third, record(subject, 2), record(subject, 4));
    await region.send(topic, record(subject, 1));
    await consumer.caughtUp(topic);
    expect(await appliedOf(subject)).toEqual([1, 2]);
    expect((await consumer.status()).parked).toBe(1);
    await region.send(topic, record(subject, 3, true));
    await consumer.caughtUp(topic);
    expect(await appliedOf(subject)).toEqual([1, 2, 3, 4]);
  });

  it('quarantines a record whose content the database refuses', async () => {
    const [good, refused] = [record(randomUUID(), 1), record(randomUUID(), 1)];
    handler = async (events, { tx }) => {
      if (events.some((e) => e.subject === refused.key)) await tx.run(`SELECT 'x'::int`);
    };
    const before = (await consumer.reasons()).length;
    await region.send(topic, good, refused);
    await consumer.caughtUp(topic);
    expect(await appliedOf(good.key)).toEqual([1]);
    expect(await consumer.reasons()).toHaveLength(before + 1);
  });

  it.each([
    ['a missing table, which is nobody’s fault but ours', `SELECT * FROM there.is_none`],
    ['a deadlock', `DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40P01'; END $$`],
    ['a serialization failure', `DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$`],
  ])('is tried again after %s, and nothing is quarantined', async (_what, sql) => {
    let failures = 0;
    handler = async (events, { tx }) => {
      if (events.length > 0 && (failures += 1) <= 3) await tx.run(sql);
    };
    const before = (await consumer.reasons()).length;
    const one = record(randomUUID(), 1);
    await region.send(topic, one);
    await consumer.caughtUp(topic);
    expect(failures).toBe(4);
    expect(await appliedOf(one.key)).toEqual([1]);
    expect(await consumer.reasons()).toHaveLength(before);
  });

  it('waits while the database is away, and goes on without a loss or a repeat', async () => {
    const server = new URL(consumer.database.adminUrl);
    server.pathname = '/postgres';
    const options = { url: server.href, poolSize: 1, applicationName: 'cut' };
    const admin = await createDataSource(options).initialize();
    const { name } = consumer.database;
    const records = Array.from({ length: 50 }, () => record(randomUUID(), 1));
    await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
    await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [name]);
    await region.send(topic, ...records);
    await eventually(() => !transport.health().ready, { what: 'health to tell that the database is away' });
    await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);
    await admin.destroy();
    await consumer.caughtUp(topic);
    const subjects = new Set(records.map((r) => r.key));
    expect((await consumer.applied()).filter((row) => subjects.has(row.subject))).toHaveLength(50);
    await eventually(() => transport.health().ready, { what: 'health to be good again' });
  });
});
