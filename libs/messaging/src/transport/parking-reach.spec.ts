import { randomUUID } from 'node:crypto';
import { TestConsumer, testKafka, TestRegion, type TestKafka, type TestRecord } from '#testing';
import { PARKING_REACH } from '../arrival/judge.js';
import type { KeregeTransport } from './kerege-transport.js';

const topic = 'kz.case';

describe('what waits behind a gap is bounded', () => {
  let kafka: TestKafka;
  let region: TestRegion;
  let consumer: TestConsumer;
  let transport: KeregeTransport;
  const event = (subject: string, version: number): TestRecord =>
    region.record('KZ', {
      ...{ topic, subject, version },
      type: version === 1 ? 'kerege.case.registered.v1' : 'kerege.case.voided.v1',
    });
  const versions = (subject: string, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => event(subject, from + i));

  beforeEach(async () => {
    kafka = await testKafka();
    region = await TestRegion.start(kafka);
    consumer = await TestConsumer.create(kafka, region);
    transport = consumer.transport({ topics: [topic] });
    await transport.start();
  });

  afterEach(async () => {
    await transport.close();
    await region.stop();
    await consumer.close();
    await kafka.cleanup();
  });

  it('refuses versions too far ahead, tells their sender, and takes them when they come again or are released', async () => {
    const subject = randomUUID();
    await region.send(topic, ...versions(subject, 2, PARKING_REACH + 2));
    await consumer.caughtUp(topic);
    expect((await consumer.status()).parked).toBe(PARKING_REACH - 1);
    expect(await consumer.reasons()).toEqual(['too-far-ahead', 'too-far-ahead']);
    const notices = await consumer.dataSource.query<{ topic: string }[]>(
      `SELECT DISTINCT topic FROM messaging.outbox ORDER BY topic`,
    );
    expect(notices).toEqual([{ topic: 'inbox.kz' }, { topic: 'quarantine' }]);

    const refused = await consumer.dataSource.query<{ partition: number; offset: string }[]>(
      `SELECT s.partition, q.record_offset AS "offset" FROM messaging.quarantine q JOIN messaging.stream s ON s.id = q.stream
        ORDER BY q.record_offset`,
    );
    await region.send(topic, event(subject, 1));
    await consumer.caughtUp(topic);
    expect(await consumer.applied()).toHaveLength(PARKING_REACH);
    const { partition = 0, offset = '0' } = refused[0] ?? {};
    expect(await transport.releaseQuarantined({ topic, partition, offset: BigInt(offset) })).toBe('applied');
    await region.send(topic, event(subject, PARKING_REACH + 2));
    await consumer.caughtUp(topic);
    expect((await consumer.applied()).map((row) => row.version)).toEqual(
      Array.from({ length: PARKING_REACH + 2 }, (_, i) => i + 1),
    );
  });

  it('takes what waited behind many gaps out in several transactions', async () => {
    const subjects = onOnePartition(12);
    await region.send(topic, ...subjects.flatMap((subject) => versions(subject, 2, PARKING_REACH)));
    await consumer.caughtUp(topic);
    await region.send(topic, ...subjects.map((subject) => event(subject, 1)));
    await consumer.caughtUp(topic);
    const chunks = await consumer.dataSource.query<{ events: number }[]>(
      'SELECT count(*)::int AS events FROM applied.event GROUP BY chunk',
    );
    expect(chunks.reduce((sum, { events }) => sum + events, 0)).toBe(12 * PARKING_REACH);
    expect(Math.max(...chunks.map(({ events }) => events))).toBeLessThanOrEqual(1_000);
    expect((await consumer.status()).parked).toBe(0);
  });

  /** Subjects whose events lie in the same partition. */
  function onOnePartition(count: number): string[] {
    const found: string[] = [];
    while (found.length < count) {
      const subject = randomUUID();
      if (event(subject, 1).partition === 0) found.push(subject);
    }
    return found;
  }
});
