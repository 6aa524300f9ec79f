import type { EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { eventually } from '#testing';
import { leaksAt, type Leak, type LeakSearch } from './leak-search.testing.js';

export interface RecordSearch {
  readonly leaks: readonly Leak[];
  /** Records read, by topic. */
  readonly records: ReadonlyMap<string, number>;
}

/** Reads every record of every topic of the broker, its internal ones included, and searches key, headers and value. */
export async function searchTopics(search: LeakSearch, kafka: Kafka, group: string): Promise<RecordSearch> {
  const left = await ends(kafka);
  const leaks: Leak[] = [];
  const records = new Map<string, number>();
  const take = ({ batch }: EachBatchPayload) => {
    for (const message of batch.messages) {
      leaks.push(...leaksAt(`${batch.topic}/${batch.partition}@${message.offset}`, inMessage(search, message)));
    }
    records.set(batch.topic, (records.get(batch.topic) ?? 0) + batch.messages.length);
    const stream = `${batch.topic}/${batch.partition}`;
    if (BigInt(batch.lastOffset()) + 1n >= (left.get(stream) ?? 0n)) left.delete(stream);
    return Promise.resolve();
  };
  const consumer = kafka.consumer({ groupId: group, maxWaitTimeInMs: 100 });
  await consumer.connect();
  try {
    const topics = [...new Set([...left.keys()].map((stream) => stream.slice(0, stream.lastIndexOf('/'))))];
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatch: take });
    await eventually(() => left.size === 0, { timeoutMs: 60_000, what: 'every topic to be read to its end' });
  } finally {
    await consumer.disconnect();
  }
  return { leaks, records };
}

/** The end of every partition that holds anything. */
async function ends(kafka: Kafka): Promise<Map<string, bigint>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const found = new Map<string, bigint>();
    for (const topic of await admin.listTopics()) {
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
        if (BigInt(low) < BigInt(high)) found.set(`${topic}/${partition}`, BigInt(high));
      }
    }
    return found;
  } finally {
    await admin.disconnect();
  }
}

function inMessage(search: LeakSearch, { key, value, headers }: KafkaMessage) {
  // The transport reads headers as Latin-1 text, one character a byte.
  const bytes = (part: string | Buffer) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part);
  const all = Object.entries(headers ?? {}).flatMap(([name, content]) => [name, ...[content].flat()]);
  const parts = [key, value, ...all].map((part) => bytes(part ?? ''));
  return new Set(parts.flatMap((part) => [...search.scanDecoded(part)]));
}
