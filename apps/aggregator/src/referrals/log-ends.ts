import type { TopicDefinition } from '#contracts';
import { physicalName, type KafkaConnection, type LogInspector } from '#messaging';
import type { DataSource } from 'typeorm';

/** Where the partitions of some topics end: topic and partition to the offset of the next record. */
export type Ends = ReadonlyMap<string, bigint>;

export interface LogEndsOptions {
  readonly dataSource: DataSource;
  readonly connection: KafkaConnection;
  readonly inspector: LogInspector;
  readonly group: string;
}

/** Compares how far this service has read with where the logs end. */
export class LogEnds {
  constructor(private readonly options: LogEndsOptions) {}

  /** Asks the broker where the topics end at this moment. */
  async now(topics: readonly TopicDefinition[]): Promise<Ends> {
    const { connection, inspector } = this.options;
    const ends = new Map<string, bigint>();
    for (const { name, partitions } of topics) {
      const numbers = Array.from({ length: partitions }, (_, partition) => partition);
      for (const [partition, end] of await inspector.endOffsets(physicalName(connection, name), numbers)) {
        ends.set(`${name}/${partition}`, end);
      }
    }
    return ends;
  }

  /** Whether everything before these ends has been applied. A partition without a row has been read up to 0. */
  async readUpTo(topics: readonly TopicDefinition[], ends: Ends): Promise<boolean> {
    const rows = await this.options.dataSource.query<{ topic: string; partition: number; next: string }[]>(
      `SELECT topic, partition, next_offset AS next FROM messaging.stream
        WHERE consumer_group = $1 AND topic = ANY ($2::text[])`,
      [this.options.group, topics.map(({ name }) => name)],
    );
    const read = new Map(rows.map(({ topic, partition, next }) => [`${topic}/${partition}`, BigInt(next)]));
    return [...ends].every(([place, end]) => (read.get(place) ?? 0n) >= end);
  }
}
