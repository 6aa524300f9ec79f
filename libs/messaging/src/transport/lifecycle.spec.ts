import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { jest } from '@jest/globals';
import kafkajs from 'kafkajs';
import { eventually, TestConsumer, testKafka, TestRegion, type TestKafka } from '#testing';
import { createKafka } from '../kafka/kafka-connection.js';
import type { KeregeTransport } from './kerege-transport.js';

const require = createRequire(import.meta.url);
const topic = 'kz.case';

describe('life of a consumer', () => {
  let kafka: TestKafka;
  let region: TestRegion;
  let consumer: TestConsumer;
  const running: KeregeTransport[] = [];
  const send = (count: number) =>
    region.send(topic, ...Array.from({ length: count }, () => region.record('KZ', { topic, subject: randomUUID() })));
  const start = async (options: Partial<Parameters<TestConsumer['transport']>[0]> = {}) => {
    const transport = consumer.transport({ topics: [topic], ...options });
    running.push(transport);
    await transport.start();
    return transport;
  };

  beforeEach(async () => {
    kafka = await testKafka();
    region = await TestRegion.start(kafka);
    consumer = await TestConsumer.create(kafka, region);
  });

  afterEach(async () => {
    for (const transport of running.splice(0)) await transport.close();
    await region.stop();
    await consumer.close();
    await kafka.cleanup();
  });

  it('goes on from its own row, whatever offset Kafka remembers', async () => {
    const first = await start();
    await send(20);
    await consumer.caughtUp(topic);
    await first.close();
    // Somebody resets the group: to a reader that trusted it, everything would come again.
    await kafka.admin.resetOffsets({
      groupId: `${kafka.prefix}aggregator`,
      topic: kafka.prefix + topic,
      earliest: true,
    });
    await start({ handler: (events) => (events.length > 10 ? Promise.reject(new Error('again')) : Promise.resolve()) });
    await send(1);
    await consumer.caughtUp(topic);
    expect(await consumer.applied()).toHaveLength(21);
    expect(await consumer.reasons()).toEqual([]);
  });

  it('goes on after a failure that KafkaJS does not try again', async () => {
    const cluster = (
      require('kafkajs/src/cluster') as { prototype: { findGroupCoordinatorMetadata(): Promise<unknown> } }
    ).prototype;
    const lookUp = jest.spyOn(cluster, 'findGroupCoordinatorMetadata');
    // What KafkaJS makes of a broker that dies while it is asked for the coordinator.
    lookUp.mockRejectedValueOnce(new kafkajs.KafkaJSNonRetriableError('Failed to find group coordinator'));
    const transport = await start();
    await send(3);
    await consumer.caughtUp(topic);
    expect(transport.health()).toMatchObject({ ready: true });
    expect(lookUp.mock.calls.length).toBeGreaterThan(1);
    lookUp.mockRestore();
  });

  it('waits at shutdown for the chunk in hand, and commits it', async () => {
    let release = () => undefined as void;
    let entered = false;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const transport = await start({
      handler: () => {
        entered = true;
        return gate;
      },
    });
    await send(5);
    await eventually(() => entered, { what: 'the handler to be entered' });
    let closed = false;
    const closing = transport.close().then(() => (closed = true));
    await eventually(() => transport.health().reason === 'closed', { what: 'the shutdown to have begun' });
    expect(closed).toBe(false);
    release();
    await closing;
    const applied = await consumer.applied();
    expect(applied.length).toBeGreaterThan(0);
    const rows: { next: string }[] = await consumer.dataSource.query(
      'SELECT sum(next_offset) AS next FROM messaging.stream WHERE topic = $1',
      [topic],
    );
    expect(Number(rows[0]?.next)).toBe(applied.length);
  });

  it.each([
    ['another cluster', `SET cluster_id = 'other'`, 'other-cluster'],
    ['a topic that was created again', `SET topic_id = 'other'`, 'other-topic'],
    ['a log that ends before the stored offset', `SET next_offset = 4711`, 'offset-beyond-end'],
  ])('refuses to start on %s', async (_what, change, code) => {
    const first = await start();
    await send(3);
    await consumer.caughtUp(topic);
    await first.close();
    await consumer.dataSource.query(`UPDATE messaging.stream ${change} WHERE topic = $1`, [topic]);
    const second = consumer.transport({ topics: [topic] });
    const error = await new Promise((resolve) => second.listen(resolve));
    expect(error).toMatchObject({ code });
    expect(second.health().ready).toBe(false);
    await second.close();
    expect(await consumer.applied()).toHaveLength(3);
  });

  it('leaves no consumer behind when it cannot start', async () => {
    const first = await start();
    await first.close();
    await consumer.dataSource.query(`UPDATE messaging.stream SET topic_id = 'other' WHERE topic = $1`, [topic]);
    const states: unknown[] = [];
    const note = (line: unknown) => void states.push(line);
    const nothing = () => undefined;
    const logger = { debug: nothing, info: note, warn: nothing, error: nothing };
    const second = consumer.transport({ topics: [topic], logger });
    running.push(second);
    await expect(second.start()).rejects.toMatchObject({ code: 'other-topic' });
    expect(states).toContainEqual({ group: 'aggregator.members', reason: undefined, state: 'closed' });
    expect(second.health()).toEqual({ ready: false, reason: 'starting' });
  });

  it('shares the partitions with a second instance; together they apply everything once', async () => {
    await start();
    await send(50);
    await start();
    for (let i = 0; i < 5; i += 1) await send(20);
    await consumer.caughtUp(topic);
    const applied = await consumer.applied();
    expect(applied).toHaveLength(150);
    expect(new Set(applied.map((row) => row.id)).size).toBe(150);
  });

  it('drops a chunk whose offset somebody else has moved, and applies nothing twice', async () => {
    await start();
    await send(10);
    await consumer.caughtUp(topic);
    const ends = await kafka.admin.fetchTopicOffsets(kafka.prefix + topic);
    await send(40);
    await consumer.caughtUp(topic);
    // To the running consumer this looks like another instance that has taken its partitions over.
    await consumer.dataSource.query('UPDATE messaging.stream SET next_offset = next_offset + 1 WHERE topic = $1', [
      topic,
    ]);
    const before = (await consumer.applied()).length;
    await region.send(topic, ...(await onePerPartition()));
    await consumer.caughtUp(topic);
    // The records at the stolen offsets count as done by whoever moved the row.
    expect((await consumer.applied()).length).toBe(before);
    await region.send(topic, ...(await onePerPartition()));
    await consumer.caughtUp(topic);
    expect((await consumer.applied()).length).toBe(before + ends.length);
  });

  it('reports once that it failed for good, when the log turns out to be another one while it runs', async () => {
    const failures: unknown[] = [];
    const transport = await start({ onFailed: (error) => failures.push(error) });
    await send(10);
    await consumer.caughtUp(topic);
    // The offset looks taken, so the group is joined again and the stored rows are compared anew.
    await consumer.dataSource.query(
      `UPDATE messaging.stream SET next_offset = next_offset + 1, topic_id = 'other' WHERE topic = $1`,
      [topic],
    );
    await region.send(topic, ...(await onePerPartition()));
    await eventually(() => failures.length > 0, { timeoutMs: 30_000, what: 'the failure to be reported' });
    expect(transport.health()).toEqual({ ready: false, reason: 'other-topic' });
    await transport.close();
    expect(failures).toMatchObject([{ code: 'other-topic' }]);
  });

  it('does not start without the right to read', async () => {
    // Without any right on a topic not even its identity is shown.
    const transport = consumer.transport({ topics: [topic], service: 'national-kg' });
    await expect(transport.start()).rejects.toMatchObject({ code: 'topic-missing' });
    expect(transport.health().ready).toBe(false);
    await transport.close();
  });

  it('is not ready, and says why, when it may not join its group', async () => {
    const transport = consumer.transport({ topics: [topic], group: 'linkage' });
    running.push(transport);
    await transport.start();
    // KafkaJS reports a denied group as a coordinator that cannot be found.
    const denied = () => transport.health().reason === 'KafkaJSGroupCoordinatorNotFound';
    await eventually(denied, { timeoutMs: 50_000, what: 'the crash of the consumer' });
    expect(transport.health().ready).toBe(false);
  });

  it('commits its offsets to Kafka too, for those who watch lag there', async () => {
    const transport = await start();
    await send(8);
    await consumer.caughtUp(topic);
    const admin = createKafka(kafka.connection('admin')).admin();
    await admin.connect();
    await eventually(async () => {
      const [offsets] = await admin.fetchOffsets({
        groupId: `${kafka.prefix}aggregator`,
        topics: [kafka.prefix + topic],
      });
      return offsets?.partitions.reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0) === 8;
    });
    await admin.disconnect();
    await transport.close();
  });

  /** A record for each of the topic's partitions. */
  async function onePerPartition() {
    const found = new Map<number, ReturnType<TestRegion['record']>>();
    while (found.size < 4) {
      const record = region.record('KZ', { topic, subject: randomUUID() });
      found.set(record.partition, record);
    }
    return Promise.resolve([...found.values()]);
  }
});
