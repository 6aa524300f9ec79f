import { randomUUID } from 'node:crypto';
import { TestConsumer, testKafka, TestRegion, type TestKafka } from '#testing';
import type { KeregeTransport } from './kerege-transport.js';

describe('Kerege transport', () => {
  let kafka: TestKafka;
  let region: TestRegion;
  let consumer: TestConsumer;
  let transport: KeregeTransport;
  const subject = randomUUID();
  const other = randomUUID();
  const event = (version: number, of = subject) =>
    region.record('KZ', {
      topic: 'kz.case',
      type: version === 1 ? 'kerege.case.registered.v1' : 'kerege.case.voided.v1',
      subject: of,
      version,
    });
  const versions = async (of: string) =>
    (await consumer.applied()).filter((row) => row.subject === of).map((row) => row.version);

  beforeAll(async () => {
    kafka = await testKafka();
    region = await TestRegion.start(kafka);
    consumer = await TestConsumer.create(kafka, region);
    transport = consumer.transport({ topics: ['kz.case', 'kg.case'] });
    await transport.start();
  });

  afterAll(async () => {
    await transport.close();
    await region.stop();
    await consumer.close();
    await kafka.cleanup();
  });

  it('applies events in the order of their versions', async () => {
    await region.send('kz.case', event(1), event(2));
    await consumer.caughtUp('kz.case');
    expect(await versions(subject)).toEqual([1, 2]);
  });

  it('parks what comes before its predecessor, and lets others pass', async () => {
    await region.send('kz.case', event(5), event(4), event(1, other));
    await consumer.caughtUp('kz.case');
    expect(await versions(subject)).toEqual([1, 2]);
    expect(await versions(other)).toEqual([1]);
    expect((await consumer.status()).parked).toBe(2);
    // What is parked is read: it is no lag.
    expect((await transport.lag()).every(({ lag }) => lag === 0n)).toBe(true);
  });

  it('applies what was parked when the missing version comes', async () => {
    await region.send('kz.case', event(3));
    await consumer.caughtUp('kz.case');
    expect(await versions(subject)).toEqual([1, 2, 3, 4, 5]);
    expect((await consumer.status()).parked).toBe(0);
  });

  it('is silent about a repeat and refuses other content under a known version', async () => {
    const before = await consumer.applied();
    const changed = region.record('KZ', { topic: 'kz.case', type: 'kerege.case.closed.v1', subject, version: 2 });
    await region.send('kz.case', event(2), changed);
    await consumer.caughtUp('kz.case');
    expect(await consumer.applied()).toEqual(before);
    expect(await consumer.reasons()).toEqual(['equivocation']);
  });
});
