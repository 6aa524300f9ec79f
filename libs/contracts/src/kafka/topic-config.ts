import type { TopicDefinition } from '../topics.js';
import {
  COMPACTED_SEGMENT_MS,
  DELETE_RETENTION_MS,
  KEEP_FOR_EVER_MS,
  MAX_COMPACTION_LAG_MS,
  MAX_MESSAGE_BYTES,
  MIN_CLEANABLE_DIRTY_RATIO,
  UNBOUNDED_BYTES,
} from './topic-settings.js';

/** How many copies of a partition a deployment keeps: 3 in production, 1 on a single broker. */
export interface Replication {
  readonly replicas: number;
}

const SINGLE_BROKER: Replication = { replicas: 1 };

/**
 * All settings of a topic, as Kafka wants them: setting name to value in text.
 * `min.insync.replicas` follows from the replicas: 2 of 3, 1 of 1 (with 2 a single broker would refuse every write).
 */
export function topicConfig(
  topic: Pick<TopicDefinition, 'order'>,
  { replicas }: Replication = SINGLE_BROKER,
): Readonly<Record<string, string>> {
  return {
    // Deadlines and key validity count from the broker's clock, not from a sender's.
    'message.timestamp.type': 'LogAppendTime',
    // The broker unpacks once; a member's codec or gzip bomb never reaches a consumer.
    'compression.type': 'uncompressed',
    'max.message.bytes': String(MAX_MESSAGE_BYTES),
    'retention.ms': String(KEEP_FOR_EVER_MS),
    'retention.bytes': String(UNBOUNDED_BYTES),
    'min.insync.replicas': String(Math.max(1, replicas - 1)),
    // Losing acknowledged events is worse than waiting for the replica that has them.
    'unclean.leader.election.enable': 'false',
    ...(topic.order === 'compacted' ? compaction() : { 'cleanup.policy': 'delete' }),
  };
}

function compaction(): Record<string, string> {
  return {
    'cleanup.policy': 'compact',
    'segment.ms': String(COMPACTED_SEGMENT_MS),
    'min.compaction.lag.ms': '0',
    'max.compaction.lag.ms': String(MAX_COMPACTION_LAG_MS),
    'min.cleanable.dirty.ratio': String(MIN_CLEANABLE_DIRTY_RATIO),
    'delete.retention.ms': String(DELETE_RETENTION_MS),
  };
}
