import { topicConfig, type Replication } from '../kafka/topic-config.js';
import type { AgencyTopic } from './agency-topics.js';

/** All settings of a topic of the national brokers: as in the region, but what it holds does not stay for ever. */
export function agencyTopicConfig(
  { retentionMs }: Pick<AgencyTopic, 'retentionMs'>,
  replication?: Replication,
): Readonly<Record<string, string>> {
  return {
    ...topicConfig({ order: 'log' }, replication),
    'retention.ms': String(retentionMs),
    // Kafka deletes closed segments only: without this a quiet topic would keep its records for months.
    'segment.ms': String(SEGMENT_MS),
  };
}

const SEGMENT_MS = 24 * 3_600_000;
