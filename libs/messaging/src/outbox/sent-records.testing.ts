import type { FetchedMessage } from '../kafka/fetched-message.js';
import { createKafka, physicalName, type KafkaConnection } from '../kafka/kafka-connection.js';
import { LogInspector } from '../kafka/log-inspector.js';

/** What a spec wants to know of a record that was sent. */
export interface SentRecord {
  readonly partition: number;
  readonly subject: string;
  readonly version: number;
  readonly id: string;
  readonly message: FetchedMessage;
}

/** Everything that a topic holds, partition by partition in the order of the log. */
export async function sentRecords(connection: KafkaConnection, topic: string, partitions = 4): Promise<SentRecord[]> {
  const name = physicalName(connection, topic);
  const inspector = new LogInspector(createKafka(connection));
  await inspector.connect();
  try {
    const numbers = Array.from({ length: partitions }, (_, partition) => partition);
    const ends = await inspector.endOffsets(name, numbers);
    const records: SentRecord[] = [];
    for (const partition of numbers) {
      const messages: FetchedMessage[] = [];
      let last = (ends.get(partition) ?? 0n) - 1n;
      while (last >= 0n) {
        const batch = await inspector.readBatch(name, partition, last);
        messages.unshift(...batch);
        last = BigInt(batch[0]?.batchContext.firstOffset ?? 0) - 1n;
      }
      records.push(...messages.map((message) => recordOf(partition, message)));
    }
    return records;
  } finally {
    await inspector.disconnect();
  }
}

/** A header's text; '' where it is missing. */
export function header(message: FetchedMessage, name: string): string {
  const value = message.headers[name];
  return typeof value === 'string' ? value : '';
}

/** The versions of a subject in the order in which each was first seen: repeats are what consumers are silent about. */
export function firstSeen(records: readonly SentRecord[], subject: string): number[] {
  return [...new Set(records.filter((record) => record.subject === subject).map((record) => record.version))];
}

function recordOf(partition: number, message: FetchedMessage): SentRecord {
  return {
    partition,
    subject: message.key?.toString('utf8') ?? '',
    version: Number(header(message, 'ce_version')),
    id: header(message, 'ce_id'),
    message,
  };
}
