import type { Kafka } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { CASE_RECORDS, agencyTopics, groupOf, nationalService, type AgencyTopic, type CountryCode } from '#contracts';
import {
  CHUNK_SIZE,
  createKafka,
  GroupConsumer,
  LogInspector,
  streamLag,
  type ChunkOutcome,
  type ChunkWork,
  type ConsumerStatus,
  type KafkaConnection,
  type StreamLag,
} from '#messaging';
import type { Logger } from '#observability';
import type { SealingKey } from '#security';
import type { TakeInRecords } from '../intake/take-in-records.js';
import { AnswerRelay } from './answer-relay.js';
import type { ConnectedAgencies } from './connected-agencies.js';
import { readMessage, type MessageReader } from './read-message.js';
import { TakeInMessages, type MessageChunk } from './take-in-messages.js';

export interface AgencyIntakeOptions {
  readonly country: CountryCode;
  readonly dataSource: DataSource;
  /** The national brokers, as the national service's own principal. */
  readonly connection: KafkaConnection;
  readonly agencies: ConnectedAgencies;
  /** Keys that records may be sealed to, the former ones included. */
  readonly intakeKeys: readonly SealingKey[];
  readonly records: TakeInRecords;
  readonly now: () => Date;
  readonly log: Logger;
  /** Called after each committed chunk, for metrics. */
  readonly onOutcome?: (outcome: ChunkOutcome) => void;
  /** Called when the consumer failed for good. */
  readonly onFailed?: (error: unknown) => void;
}

/** Partitions worked on at once: registering takes the register's lock, so more would wait for each other. */
const CONCURRENCY = 1;

/** Organisations' systems over the national brokers: records in, answers out. */
export class AgencyIntake {
  private readonly inspector: LogInspector;
  private readonly kafka: Kafka;
  private readonly relay: AnswerRelay;
  private consumer: GroupConsumer<AgencyTopic, MessageChunk> | undefined;

  constructor(private readonly options: AgencyIntakeOptions) {
    const { country, connection, dataSource, log } = options;
    this.kafka = createKafka(connection, log);
    this.inspector = new LogInspector(this.kafka);
    this.relay = new AnswerRelay({ dataSource, connection, country, log });
  }

  /** Begins to read and to answer; resolves when the group was asked to be joined. @throws LogMismatch, TopicMissing */
  async start(): Promise<void> {
    await this.inspector.connect();
    const consumer = this.newConsumer();
    try {
      await consumer.start();
    } catch (error) {
      await consumer.stop().catch(() => undefined);
      throw error;
    }
    this.consumer = consumer;
    this.relay.start();
  }

  /** Waits for the chunk in hand. Answers that are not sent stay in the outbox. */
  async stop(): Promise<void> {
    await this.consumer?.stop();
    await this.relay.stop();
    await this.inspector.disconnect();
  }

  /** How far it is behind what organisations have handed in; asks the brokers. */
  lag(): Promise<StreamLag[]> {
    const { dataSource, connection } = this.options;
    return streamLag(dataSource, this.inspector, connection, (topic) => topic === CASE_RECORDS);
  }

  /** The consumer's state: `starting` until the brokers have answered. */
  get status(): Pick<ConsumerStatus, 'state' | 'reason'> {
    return this.consumer?.status ?? { state: 'starting', reason: undefined };
  }

  private newConsumer(): GroupConsumer<AgencyTopic, MessageChunk> {
    const { country, connection, dataSource, log, onOutcome, onFailed } = this.options;
    return new GroupConsumer({
      ...{ kafka: this.kafka, connection, inspector: this.inspector, dataSource, log },
      group: groupOf(nationalService(country)),
      topics: agencyTopics(country, []).filter(({ name }) => name === CASE_RECORDS),
      work: this.work(),
      barrier: () => Promise.resolve(),
      // What was registered is known by its record ids; nothing would be said twice for having been read twice.
      isRebuild: () => Promise.resolve(false),
      chunkSize: CHUNK_SIZE,
      concurrency: CONCURRENCY,
      ...(onOutcome === undefined ? {} : { onOutcome: (_, outcome) => onOutcome(outcome) }),
      ...(onFailed === undefined ? {} : { onFailed }),
    });
  }

  private work(): ChunkWork<AgencyTopic, MessageChunk> {
    const { agencies, intakeKeys, ...options } = this.options;
    const keys = new Map(intakeKeys.map((key) => [key.kid, key]));
    const reader: MessageReader = { agencies, intakeKey: (kid) => keys.get(kid) };
    const takeIn = new TakeInMessages(options);
    return {
      inspect: async (records) => ({
        messages: await Promise.all(records.map((record) => readMessage(record, reader))),
        next: BigInt(records.at(-1)?.offset ?? -1) + 1n,
      }),
      apply: (stream, chunk) => takeIn.execute(stream, chunk),
    };
  }
}
