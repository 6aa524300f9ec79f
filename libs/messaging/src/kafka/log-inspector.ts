import { setTimeout as sleep } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';
import type { FetchedMessage } from './fetched-message.js';
import { createCluster, fetchFrom, type InternalCluster } from './kafkajs-internals.js';
import { fetchLogIdentity, type LogIdentity } from './topic-ids.js';

/** Pauses before each new attempt, milliseconds. Only the first one follows whatever the failure was. */
const AGAIN_AFTER_MS = [0, 100, 300, 1_000, 2_000];

/** Questions about logs that consumers ask beside reading: which log is this, and where does it end? */
export class LogInspector {
  private readonly cluster: InternalCluster;

  constructor(kafka: Kafka) {
    this.cluster = createCluster(kafka);
  }

  connect(): Promise<void> {
    return this.cluster.connect();
  }

  disconnect(): Promise<void> {
    return this.cluster.disconnect();
  }

  /** Cluster id and topic ids of physical topic names. */
  identity(topics: readonly string[]): Promise<LogIdentity> {
    return this.afterReconnect(() => fetchLogIdentity(this.cluster, topics));
  }

  /** The offset that the next record of each partition gets; by partition number. Needs Describe on the topic. */
  async endOffsets(topic: string, partitions: readonly number[]): Promise<ReadonlyMap<number, bigint>> {
    const ends = await this.allEndOffsets([{ topic, partitions }]);
    return ends.get(topic) ?? new Map();
  }

  /** The same of many topics in one question; by topic and partition number. Needs Describe on the topics. */
  async allEndOffsets(
    topics: readonly { topic: string; partitions: readonly number[] }[],
  ): Promise<ReadonlyMap<string, ReadonlyMap<number, bigint>>> {
    const answers = await this.afterReconnect(async () => {
      await this.cluster.addMultipleTargetTopics(topics.map(({ topic }) => topic));
      return this.cluster.fetchTopicsOffset(
        topics.map(({ topic, partitions }) => ({
          topic,
          partitions: partitions.map((partition) => ({ partition })),
          fromBeginning: false,
        })),
      );
    });
    return new Map(
      answers.map(({ topic, partitions }) => [
        topic,
        new Map(partitions.map(({ partition, offset }) => [partition, BigInt(offset)])),
      ]),
    );
  }

  /** The batch that holds an offset, up to that offset; empty where the log no longer holds it. Needs Read on the topic. */
  async readBatch(topic: string, partition: number, offset: bigint): Promise<FetchedMessage[]> {
    const response = await this.afterReconnect(async () => {
      await this.cluster.addMultipleTargetTopics([topic]);
      return fetchFrom(this.cluster, topic, partition, offset);
    });
    const messages = response.responses[0]?.partitions[0]?.messages ?? [];
    const base = messages.find((message) => message.offset === offset.toString())?.batchContext.firstOffset;
    return messages.filter(
      (m) => m.batchContext.firstOffset === base && BigInt(m.offset) <= offset && !m.isControlRecord,
    );
  }

  /**
   * Asks again after looking for the brokers anew: one that was restarted leaves a closed connection behind, and a topic that has
   * just been made, or whose leader has moved, is refused for a moment.
   */
  private async afterReconnect<T>(ask: () => Promise<T>): Promise<T> {
    const anew = async () => {
      await this.cluster.connect();
      await this.cluster.refreshMetadata();
      return ask();
    };
    let attempt = ask;
    for (const pause of AGAIN_AFTER_MS) {
      try {
        return await attempt();
      } catch (error) {
        if (pause > 0 && !isPassing(error)) throw error;
        await sleep(pause);
        attempt = anew;
      }
    }
    return attempt();
  }
}

/** KafkaJS knows which of the brokers' answers may be another one soon. */
function isPassing(error: unknown): boolean {
  return error instanceof Error && 'retriable' in error && error.retriable === true;
}
