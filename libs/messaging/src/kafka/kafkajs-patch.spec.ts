import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { testKafka, type TestKafka } from '#testing';
import { createKafka } from './kafka-connection.js';

describe('patched KafkaJS', () => {
  let kafka: TestKafka;

  beforeAll(async () => {
    kafka = await testKafka();
  });

  afterAll(() => kafka.cleanup());

  it('arms almost no timer while a connection is idle (unpatched: about a thousand a second)', async () => {
    const producer = createKafka(kafka.connection('admin')).producer();
    await producer.connect();
    const timers = jest.spyOn(globalThis, 'setTimeout');
    try {
      await sleep(500);
      expect(timers.mock.calls.length).toBeLessThan(20);
      const negative = timers.mock.calls.filter(([, delay]) => (delay ?? 0) < 0);
      expect(negative).toEqual([]);
    } finally {
      timers.mockRestore();
      await producer.disconnect();
    }
  });

  it('still sends more requests than may be in flight at once', async () => {
    const topic = `${kafka.prefix}many`;
    await kafka.admin.createTopics({ topics: [{ topic, numPartitions: 1 }] });
    const producer = createKafka(kafka.connection('admin')).producer({ maxInFlightRequests: 1 });
    await producer.connect();
    const sends = Array.from({ length: 30 }, (_, n) => producer.send({ topic, messages: [{ value: String(n) }] }));
    await Promise.all(sends);
    const [partition] = await kafka.admin.fetchTopicOffsets(topic);
    expect(partition?.high).toBe('30');
    await producer.disconnect();
  });
});
