import kafkajs, { type Producer } from 'kafkajs';
import type { SigningKey } from '#security';
import { createKafka, physicalName, type KafkaConnection, type MessagingLog } from '../kafka/kafka-connection.js';
import type { OutboxRow } from './outbox-rows.js';
import { packs } from './packs.js';
import { wireRecord, type Sender } from './wire-record.js';

/** What became of one topic's rows of a batch. */
export interface TopicResult {
  readonly topic: string;
  readonly rows: readonly OutboxRow[];
  /** Absent: all in-sync replicas have every row. Present: some may have arrived, so all must be sent again. */
  readonly error?: unknown;
}

/** All in-sync replicas; with less, an acknowledged event could be lost with its broker. */
const ACKS_ALL = -1;

/** Signs rows and sends them, each topic's in order. */
export class Publisher {
  private readonly producer: Producer;
  private connected = false;

  constructor(
    private readonly connection: KafkaConnection,
    private sender: Sender,
    log: MessagingLog,
  ) {
    this.producer = createKafka(connection, log).producer({
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      // The relay itself tries for ever and says so; a long silence in here would hide it.
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 3 },
    });
  }

  /** Whatever is sent from now on is signed with this key. */
  signWith(signingKey: SigningKey): void {
    this.sender = { ...this.sender, signingKey };
  }

  /** Never rejects for one topic's sake; rejects when no broker can be reached at all. */
  async publish(rows: readonly OutboxRow[]): Promise<TopicResult[]> {
    if (!this.connected) await this.producer.connect();
    this.connected = true;
    const topics = [...new Set(rows.map((row) => row.topic))];
    return Promise.all(
      topics.map((topic) =>
        this.publishTopic(
          topic,
          rows.filter((row) => row.topic === topic),
        ),
      ),
    );
  }

  async close(): Promise<void> {
    this.connected = false;
    await this.producer.disconnect();
  }

  private async publishTopic(topic: string, rows: readonly OutboxRow[]): Promise<TopicResult> {
    try {
      for (const messages of packs(rows.map((row) => wireRecord(row, this.sender)))) {
        await this.producer.send({ topic: physicalName(this.connection, topic), acks: ACKS_ALL, messages });
      }
      return { topic, rows };
    } catch (error) {
      return { topic, rows, error };
    }
  }
}
