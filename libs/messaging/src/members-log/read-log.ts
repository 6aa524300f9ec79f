import type { FetchedMessage } from '../kafka/fetched-message.js';
import { createKafka, physicalName, type KafkaConnection } from '../kafka/kafka-connection.js';
import { LogInspector } from '../kafka/log-inspector.js';
import { MEMBERS_TOPIC } from '../members/member-entries.js';

/** One record of the members log, as far as a writer needs it to go on. */
export interface LoggedEntry {
  readonly type: string;
  readonly subject: string;
  readonly version: number;
  readonly data: unknown;
}

/**
 * Reads `regional.members` from its beginning to its present end, as the platform, in no group. Only the platform can
 * write there, so signatures are left to the readers. The log has a handful of entries: one fetch each.
 */
export async function readMembersLog(connection: KafkaConnection): Promise<LoggedEntry[]> {
  const topic = physicalName(connection, MEMBERS_TOPIC);
  const inspector = new LogInspector(createKafka(connection));
  await inspector.connect();
  try {
    const end = (await inspector.endOffsets(topic, [0])).get(0) ?? 0n;
    const entries: LoggedEntry[] = [];
    for (let offset = 0n; offset < end; offset += 1n) {
      const message = (await inspector.readBatch(topic, 0, offset)).find((m) => m.offset === offset.toString());
      if (message !== undefined) entries.push(entryOf(message));
    }
    return entries;
  } finally {
    await inspector.disconnect();
  }
}

function entryOf({ value, headers }: FetchedMessage): LoggedEntry {
  const text = (name: string) => {
    const header = headers[name];
    return typeof header === 'string' ? header : '';
  };
  return {
    type: text('ce_type'),
    subject: text('ce_subject'),
    version: Number(text('ce_version')),
    data: JSON.parse(value?.toString('utf8') ?? 'null') as unknown,
  };
}
