import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer } from 'kafkajs';
import type { DataSource } from 'typeorm';
import type { LogTopic, Stream } from '../chunk/stream.js';
import { logicalName, physicalName, type KafkaConnection, type MessagingLog } from '../kafka/kafka-connection.js';
import type { LogInspector } from '../kafka/log-inspector.js';
import { codeOf } from './consumer-status.js';
import { observeTopics } from './observe-topics.js';
import { LogMismatch, openStreams } from './stream-store.js';

export interface AssignmentOptions<T extends LogTopic> {
  readonly consumer: Consumer;
  readonly connection: KafkaConnection;
  readonly inspector: LogInspector;
  readonly dataSource: DataSource;
  readonly group: string;
  readonly topics: readonly T[];
  readonly isRebuild: () => Promise<boolean>;
  readonly idle: () => Promise<void>;
  readonly onFatal: (error: unknown) => void;
  readonly log: MessagingLog;
  readonly signal: AbortSignal;
}

const RETRY_MS = 500;

/**
 * The partitions that this instance owns. After each rebalance they stay paused until their stored offsets were read,
 * compared with the broker's logs and sought to, so that no record is judged from another place than the row's.
 */
export class Assignment<T extends LogTopic> {
  private streams = new Map<string, Stream<T>>();
  private generation = 0;

  constructor(private readonly options: AssignmentOptions<T>) {}

  /** The stream of a partition that is owned and ready; undefined otherwise. */
  streamOf(topic: string, partition: number): Stream<T> | undefined {
    return this.streams.get(`${topic}/${partition}`);
  }

  /** Compares the stored offsets of every partition with the broker before anything is read. */
  async verifyAll(): Promise<void> {
    const all = new Map(this.options.topics.map((topic) => [topic, numbers(topic.partitions)]));
    await this.open(all);
  }

  /** To be called synchronously when the group was joined: fetching starts right after it. */
  joined(memberAssignment: Readonly<Record<string, readonly number[]>>): void {
    this.generation += 1;
    this.streams = new Map();
    const owned = Object.entries(memberAssignment).map(([topic, partitions]) => ({
      topic,
      partitions: [...partitions],
    }));
    this.options.consumer.pause(owned);
    void this.prepare(owned, this.generation);
  }

  private async prepare(owned: { topic: string; partitions: number[] }[], generation: number): Promise<void> {
    const current = () => generation === this.generation && !this.options.signal.aborted;
    while (current()) {
      try {
        // A chunk of the former assignment may still be committing: its offset must be in the row that is read.
        await this.options.idle();
        const streams = await this.open(this.definitions(owned));
        if (current()) this.resumeAt(streams, owned);
        return;
      } catch (error) {
        if (error instanceof LogMismatch) return this.options.onFatal(error);
        const { log, group } = this.options;
        log.warn({ group, code: codeOf(error) }, 'assignment is prepared again');
        await sleep(RETRY_MS);
      }
    }
  }

  private async open(partitions: ReadonlyMap<T, readonly number[]>): Promise<Stream<T>[]> {
    const { inspector, connection, dataSource, group, isRebuild } = this.options;
    const observed = await observeTopics(inspector, connection, partitions);
    return openStreams(dataSource, group, observed, isRebuild);
  }

  private resumeAt(streams: readonly Stream<T>[], owned: { topic: string; partitions: number[] }[]): void {
    const { consumer, connection } = this.options;
    for (const stream of streams) {
      this.streams.set(`${stream.topic.name}/${stream.partition}`, stream);
      const topic = physicalName(connection, stream.topic.name);
      consumer.seek({ topic, partition: stream.partition, offset: stream.next.toString() });
    }
    consumer.resume(owned);
  }

  private definitions(owned: { topic: string; partitions: number[] }[]): Map<T, number[]> {
    const { connection, topics } = this.options;
    return new Map(
      owned.flatMap(({ topic, partitions }) => {
        const definition = topics.find(({ name }) => name === logicalName(connection, topic));
        return definition === undefined || partitions.length === 0 ? [] : [[definition, partitions] as const];
      }),
    );
  }
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
