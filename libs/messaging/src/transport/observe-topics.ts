import type { LogTopic } from '../chunk/stream.js';
import { physicalName, type KafkaConnection } from '../kafka/kafka-connection.js';
import type { LogInspector } from '../kafka/log-inspector.js';
import type { ObservedTopic } from './stream-store.js';

/** The service cannot see a topic of the contract: it was not created, or the service holds no right on it. */
export class TopicMissing extends Error {
  override readonly name = 'TopicMissing';
  readonly code = 'topic-missing';

  constructor(topic: string) {
    super(`Topic ${topic} does not exist or may not be read: create topics and ACLs first.`);
  }
}

/** Asks the broker for identity and ends of some partitions. @throws TopicMissing */
export async function observeTopics<T extends LogTopic>(
  inspector: LogInspector,
  connection: KafkaConnection,
  partitions: ReadonlyMap<T, readonly number[]>,
): Promise<ObservedTopic<T>[]> {
  const names = [...partitions.keys()].map((topic) => physicalName(connection, topic.name));
  const identity = await inspector.identity(names);
  return Promise.all(
    [...partitions].map(async ([topic, numbers]) => {
      const name = physicalName(connection, topic.name);
      const topicId = identity.topicIds.get(name);
      if (topicId === undefined) throw new TopicMissing(name);
      return { topic, clusterId: identity.clusterId, topicId, ends: await inspector.endOffsets(name, numbers) };
    }),
  );
}

/** Whether any of these topics already holds records. */
export async function anyNonEmpty(
  inspector: LogInspector,
  connection: KafkaConnection,
  topics: readonly LogTopic[],
): Promise<boolean> {
  for (const topic of topics) {
    const partitions = Array.from({ length: topic.partitions }, (_, partition) => partition);
    const ends = await inspector.endOffsets(physicalName(connection, topic.name), partitions);
    if ([...ends.values()].some((end) => end > 0n)) return true;
  }
  return false;
}
