import type { DataSource } from 'typeorm';
import { topicNamed } from '#contracts';
import { physicalName, type KafkaConnection } from '../kafka/kafka-connection.js';
import type { LogInspector } from '../kafka/log-inspector.js';
import { consumerProgress, type StreamProgress } from '../status.js';

/** How much one group has still to read of one partition. */
export interface StreamLag extends StreamProgress {
  /** Records, control records included; 0 when the log has been read to its present end. */
  readonly lag: bigint;
}

const isRegional = (topic: string) => topicNamed(topic) !== undefined;

/**
 * The lag of a service's streams on one cluster, from the broker's ends and the stored offsets.
 * @param isThere whether a topic lies on this cluster, by its name without prefix; default: every topic of the region
 */
export async function streamLag(
  dataSource: DataSource,
  inspector: LogInspector,
  connection: KafkaConnection,
  isThere: (topic: string) => boolean = isRegional,
): Promise<StreamLag[]> {
  const progress = (await consumerProgress(dataSource)).filter(({ topic }) => isThere(topic));
  const lags: StreamLag[] = [];
  for (const topic of new Set(progress.map((stream) => stream.topic))) {
    const streams = progress.filter((stream) => stream.topic === topic);
    const partitions = [...new Set(streams.map((stream) => stream.partition))];
    const ends = await inspector.endOffsets(physicalName(connection, topic), partitions);
    for (const stream of streams) {
      const end = ends.get(stream.partition) ?? stream.nextOffset;
      lags.push({ ...stream, lag: end > stream.nextOffset ? end - stream.nextOffset : 0n });
    }
  }
  return lags;
}
