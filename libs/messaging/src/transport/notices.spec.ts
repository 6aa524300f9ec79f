import { randomUUID } from 'node:crypto';
import { eventually, TestConsumer, testKafka, TestRegion, type TestKafka } from '#testing';
import type { KeregeTransport } from './kerege-transport.js';

const topic = 'kz.case';

interface Notice {
  readonly kind: string;
  readonly subject?: string;
  readonly missing?: number;
  readonly reason: string;
}

describe('notices to a sender', () => {
  let kafka: TestKafka;
  let region: TestRegion;
  let consumer: TestConsumer;
  let transport: KeregeTransport;
  const event = (subject: string, version: number) =>
    region.record('KZ', { topic, subject, version, type: 'kerege.case.voided.v1' });
  const notices = async (): Promise<Notice[]> => {
    const rows: { data: string }[] = await consumer.dataSource.query(
      `SELECT data::text FROM messaging.outbox WHERE topic = 'inbox.kz' ORDER BY seq`,
    );
    return rows.map(({ data }) => JSON.parse(data) as Notice);
  };
  const open = async (noticeIntervalMs: number) => {
    consumer = await TestConsumer.create(kafka, region);
    transport = consumer.transport({ topics: [topic], noticeIntervalMs });
    await transport.start();
  };

  beforeEach(async () => {
    kafka = await testKafka();
    region = await TestRegion.start(kafka);
  });

  afterEach(async () => {
    await transport.close();
    await region.stop();
    await consumer.close();
    await kafka.cleanup();
  });

  it('name the subject and its first missing version, once, however much waits behind it', async () => {
    await open(60_000);
    const subject = randomUUID();
    await region.send(topic, event(subject, 3), event(subject, 4));
    await consumer.caughtUp(topic);
    await region.send(topic, event(subject, 5));
    await consumer.caughtUp(topic);
    expect(await notices()).toMatchObject([{ kind: 'PARKED', reason: 'version-gap', subject, missing: 1 }]);
  });

  it('are at most one in each interval; every gap is told in the end', async () => {
    await open(400);
    const subjects = [randomUUID(), randomUUID(), randomUUID()];
    const started = Date.now();
    await region.send(topic, ...subjects.map((subject) => event(subject, 2)), {
      ...event(randomUUID(), 1),
      value: null,
    });
    await eventually(async () => (await notices()).length === 4, { what: 'all four notices' });
    expect(Date.now() - started).toBeGreaterThanOrEqual(3 * 400);
    const told = await notices();
    expect(
      told
        .slice(0, 3)
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual([...subjects].sort());
    expect(told[3]).toMatchObject({ kind: 'QUARANTINED', reason: 'undecodable' });
  });

  it('tell again when the gap has moved', async () => {
    await open(1);
    const subject = randomUUID();
    await region.send(topic, event(subject, 2), event(subject, 5));
    await consumer.caughtUp(topic);
    await region.send(topic, event(subject, 1));
    await consumer.caughtUp(topic);
    await eventually(async () => (await notices()).length === 2, { what: 'the second notice' });
    expect((await notices()).map(({ missing }) => missing)).toEqual([1, 3]);
  });

  it('are not repeated by a store that is rebuilt: what was already said stays unsaid', async () => {
    const quarantineRecord = { topic: 'quarantine', type: 'kerege.record.quarantined.v1' } as const;
    await region.send(topic, event(randomUUID(), 2), { ...event(randomUUID(), 1), value: null });
    await region.send('quarantine', region.record('KZ', quarantineRecord));
    await open(1);
    await consumer.caughtUp(topic);
    expect(await consumer.reasons()).toEqual(['undecodable']);
    expect((await consumer.status()).parked).toBe(1);
    const rebuilt: unknown[] = await consumer.dataSource.query('SELECT 1 FROM messaging.outbox');
    expect(rebuilt).toEqual([]);
    // What comes after the end that the log had then is news.
    await region.send(topic, event(randomUUID(), 2));
    await eventually(async () => (await notices()).length === 1, { what: 'the notice of the new gap' });
  });
});
