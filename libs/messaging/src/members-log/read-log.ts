import { membersGroupOf } from '#contracts';
import { createKafka, physicalName, type KafkaConnection } from '../kafka/kafka-connection.js';

/** One record of the members log, as far as a writer needs it to go on. */
export interface LoggedEntry {
  readonly type: string;
  readonly subject: string;
  readonly version: number;
  readonly data: unknown;
}

export const MEMBERS_TOPIC = 'regional.members';

/**
 * Reads `regional.members` from its beginning to its present end, as the platform. Only the platform can write there, so
 * signatures are left to the readers.
 */
export async function readMembersLog(connection: KafkaConnection): Promise<LoggedEntry[]> {
  const topic = physicalName(connection, MEMBERS_TOPIC);
  const kafka = createKafka(connection);
  const end = await endOffset(kafka, topic);
  const entries: LoggedEntry[] = [];
  if (end === 0n) return entries;
  const consumer = kafka.consumer({
    groupId: physicalName(connection, membersGroupOf('platform')),
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: 200,
  });
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer.on(consumer.events.GROUP_JOIN, () => consumer.seek({ topic, partition: 0, offset: '0' }));
      void consumer
        .run({
          autoCommit: false,
          eachMessage: ({ message }) => {
            if (BigInt(message.offset) >= BigInt(entries.length)) entries.push(entryOf(message));
            if (BigInt(message.offset) + 1n >= end) resolve();
            return Promise.resolve();
          },
        })
        .catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return entries;
}

type Client = ReturnType<typeof createKafka>;

async function endOffset(kafka: Client, topic: string): Promise<bigint> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const [partition] = await admin.fetchTopicOffsets(topic);
    return BigInt(partition?.high ?? '0');
  } finally {
    await admin.disconnect();
  }
}

interface Message {
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, unknown>>;
}

function entryOf({ value, headers = {} }: Message): LoggedEntry {
  const text = (name: string) => (Buffer.isBuffer(headers[name]) ? headers[name].toString('utf8') : '');
  return {
    type: text('ce_type'),
    subject: text('ce_subject'),
    version: Number(text('ce_version')),
    data: JSON.parse(value?.toString('utf8') ?? 'null') as unknown,
  };
}
