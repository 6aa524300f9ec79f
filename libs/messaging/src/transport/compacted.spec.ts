import { randomUUID } from 'node:crypto';
import { TestConsumer, testKafka, TestRegion, type TestKafka } from '#testing';
import type { KeregeTransport } from './kerege-transport.js';

const topic = 'kz.binding';

describe('a compacted topic', () => {
  let kafka: TestKafka;
  let region: TestRegion;
  let consumer: TestConsumer;
  let transport: KeregeTransport;
  const binding = (subject: string, version: number) =>
    region.record('KZ', { topic, subject, version, data: { caseRef: version % 2 ? randomUUID() : null } });
  const tombstone = (subject: string, version: number) => region.record('KZ', { topic, subject, version, data: null });
  const appliedOf = async (subject: string) =>
    (await consumer.applied())
      .filter((row) => row.subject === subject)
      .map((row) => (row.tombstone ? `gone ${row.version}` : row.version));

  beforeAll(async () => {
    kafka = await testKafka();
    region = await TestRegion.start(kafka);
    consumer = await TestConsumer.create(kafka, region);
    transport = consumer.transport({ topics: [topic] });
    await transport.start();
  });

  afterAll(async () => {
    await transport.close();
    await region.stop();
    await consumer.close();
    await kafka.cleanup();
  });

  it('has no gaps: the highest version wins, lower ones are silence', async () => {
    const subject = randomUUID();
    await region.send(topic, binding(subject, 4), binding(subject, 2), binding(subject, 9));
    await consumer.caughtUp(topic);
    expect(await appliedOf(subject)).toEqual([4, 9]);
    expect(await consumer.status()).toMatchObject({ parked: 0, quarantined: {} });
  });

  it('hands a signed tombstone over, and ignores it where nothing is known', async () => {
    const [known, unknown] = [randomUUID(), randomUUID()];
    await region.send(topic, binding(known, 1), binding(known, 2));
    await consumer.caughtUp(topic);
    await region.send(topic, tombstone(known, 2), tombstone(unknown, 1));
    await consumer.caughtUp(topic);
    expect(await appliedOf(known)).toEqual([1, 2, 'gone 2']);
    expect(await appliedOf(unknown)).toEqual([]);
    expect((await consumer.status()).quarantined).toEqual({});
  });

  it('refuses a tombstone that nobody signed', async () => {
    const subject = randomUUID();
    await region.send(topic, binding(subject, 1));
    const record = tombstone(subject, 1);
    const { ce_signature: _, ...headers } = record.headers;
    await region.send(topic, { ...record, headers });
    await consumer.caughtUp(topic);
    expect(await appliedOf(subject)).toEqual([1]);
    expect(await consumer.reasons()).toEqual(['unsigned']);
  });
});
