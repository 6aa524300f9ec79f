import type { KafkaMessage } from 'kafkajs';
import { createKafka } from '#messaging';
import { eventually, type TestKafka } from '#testing';

let reads = 0;

/** Every record that a topic still holds, whoever may read it: what a copy of the log would show. */
export async function recordsOf(kafka: TestKafka, topic: string): Promise<KafkaMessage[]> {
  const name = kafka.prefix + topic;
  const offsets = await kafka.admin.fetchTopicOffsets(name);
  const left = new Map(offsets.filter(({ low, high }) => low !== high).map(({ partition, high }) => [partition, high]));
  const records: KafkaMessage[] = [];
  reads += 1;
  const consumer = createKafka(kafka.connection('admin')).consumer({ groupId: `${kafka.prefix}copy-${reads}` });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [name], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: ({ batch }) => {
        records.push(...batch.messages);
        if (BigInt(batch.lastOffset()) + 1n >= BigInt(left.get(batch.partition) ?? 0)) left.delete(batch.partition);
        return Promise.resolve();
      },
    });
    await eventually(() => left.size === 0, { timeoutMs: 30_000, what: `${topic} to be read to its end` });
  } finally {
    await consumer.disconnect();
  }
  return records;
}

/** Lets a topic's superseded records go as soon as its segments close, instead of within a day. */
export async function compactAtOnce(kafka: TestKafka, topic: string): Promise<void> {
  const settings = {
    'segment.ms': '500',
    'max.compaction.lag.ms': '500',
    'min.cleanable.dirty.ratio': '0.0001',
    'delete.retention.ms': '0',
  };
  const configEntries = Object.entries(settings).map(([key, value]) => ({ name: key, value }));
  const kept = { name: 'cleanup.policy', value: 'compact' };
  await kafka.admin.alterConfigs({
    validateOnly: false,
    resources: [{ type: 2, name: kafka.prefix + topic, configEntries: [...configEntries, kept] }],
  });
}
