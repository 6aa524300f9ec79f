import { testKafka, type TestKafka } from '#testing';
import { createTopics } from '../topology-topics.js';
import { createKafka } from './kafka-connection.js';
import { LogInspector } from './log-inspector.js';

describe('identity of a log', () => {
  let kafka: TestKafka;
  let inspector: LogInspector;
  const create = (topic: string) =>
    createTopics(kafka.admin, [{ topic, numPartitions: 2, replicationFactor: 1, configEntries: [] }]);

  beforeAll(async () => {
    kafka = await testKafka();
    inspector = new LogInspector(createKafka(kafka.connection('admin')));
    await inspector.connect();
  });

  afterAll(async () => {
    await inspector.disconnect();
    await kafka.cleanup();
  });

  it('names the cluster as the broker does', async () => {
    const { clusterId } = await kafka.admin.describeCluster();
    expect((await inspector.identity([])).clusterId).toBe(clusterId);
  });

  it('tells a topic that was deleted and created again from the one before', async () => {
    const topic = `${kafka.prefix}again`;
    await create(topic);
    const before = (await inspector.identity([topic])).topicIds.get(topic);
    await kafka.admin.deleteTopics({ topics: [topic] });
    await create(topic);
    const after = (await inspector.identity([topic])).topicIds.get(topic);
    expect(before).toMatch(/^[0-9a-f]{32}$/);
    expect(after).toMatch(/^[0-9a-f]{32}$/);
    expect(after).not.toBe(before);
  });

  it('has no entry for a topic that does not exist, and creates none', async () => {
    const topic = `${kafka.prefix}never`;
    expect((await inspector.identity([topic])).topicIds.has(topic)).toBe(false);
    expect(await kafka.admin.listTopics()).not.toContain(topic);
  });

  it('gives the end of each partition', async () => {
    const topic = `${kafka.prefix}ends`;
    await create(topic);
    const producer = createKafka(kafka.connection('admin')).producer();
    await producer.connect();
    await producer.send({ topic, messages: [1, 2, 3].map((n) => ({ partition: 1, value: String(n) })) });
    await producer.disconnect();
    expect(await inspector.endOffsets(topic, [0, 1])).toEqual(
      new Map([
        [0, 0n],
        [1, 3n],
      ]),
    );
  });
});
