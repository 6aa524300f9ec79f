import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import {
  KeregeTransport,
  messagingMigrations,
  messagingStatus,
  Outbox,
  outboxMigrations,
  type AcceptedEvent,
  type ChunkContext,
  type KeregeTransportOptions,
} from '#messaging';
import type { ServiceName } from '#contracts';
import { createDataSource, migrate } from '#persistence';
import { eventually } from '../infrastructure/wait.js';
import { testDatabase, type TestDatabase } from '../test-database.js';
import type { TestKafka } from '../test-kafka.js';
import type { TestRegion } from './test-region.js';

/** The smallest projection that shows order, repeats and losses: one row for each applied event. */
class Applied1764900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA applied');
    await runner.query(`
      CREATE TABLE applied.event (
        place bigint GENERATED ALWAYS AS IDENTITY, topic text NOT NULL, subject uuid NOT NULL, version int NOT NULL,
        id uuid NOT NULL, tombstone boolean NOT NULL, chunk xid8 NOT NULL DEFAULT pg_current_xact_id())`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA applied CASCADE');
  }
}

export interface AppliedRow {
  readonly topic: string;
  readonly subject: string;
  readonly version: number;
  readonly id: string;
  readonly tombstone: boolean;
}

export type TestHandler = (events: AcceptedEvent[], chunk: ChunkContext) => Promise<void>;

export interface TestConsumerOptions extends Partial<KeregeTransportOptions> {
  readonly topics: readonly string[];
  readonly service?: ServiceName;
  /** Runs before the rows are written; throw to fail the chunk. */
  readonly handler?: TestHandler;
}

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** A service in small: its own database, the real transport, and a projection that writes down what it applies. */
export class TestConsumer {
  private constructor(
    readonly database: TestDatabase,
    readonly dataSource: DataSource,
    private readonly kafka: TestKafka,
    private readonly region: TestRegion,
  ) {}

  /** A fresh database with the tables of messaging; nothing runs yet. */
  static async create(kafka: TestKafka, region: TestRegion): Promise<TestConsumer> {
    const database = await testDatabase('consumer');
    const migrations = [...messagingMigrations, ...outboxMigrations, Applied1764900000000];
    await migrate({ ownerUrl: database.ownerUrl, migrations, serviceRole: database.serviceRole });
    const options = { url: database.url, poolSize: 6, applicationName: 'test-consumer' };
    const dataSource = await createDataSource(options).initialize();
    return new TestConsumer(database, dataSource, kafka, region);
  }

  /** A transport on this database; several at once are several instances of the service. Not started. */
  transport({ service = 'aggregator', handler, topics, ...options }: TestConsumerOptions): KeregeTransport {
    const transport = new KeregeTransport({
      connection: this.kafka.connection(service),
      service,
      group: service,
      dataSource: this.dataSource,
      platformKeys: this.region.platformKeys,
      logger: SILENT,
      outbox: new Outbox(),
      topics,
      ...options,
    });
    const consume: TestHandler = async (events, chunk) => {
      await handler?.(events, chunk);
      await writeDown(events, chunk);
    };
    for (const topic of topics) transport.addHandler(topic, consume as never, true);
    return transport;
  }

  /** What was applied, in the order of application. */
  applied(): Promise<AppliedRow[]> {
    return this.dataSource.query('SELECT topic, subject, version, id, tombstone FROM applied.event ORDER BY place');
  }

  status() {
    return messagingStatus(this.dataSource);
  }

  /** Reasons in quarantine by offset order. */
  async reasons(): Promise<string[]> {
    const rows = await this.dataSource.query<{ reason: string }[]>(
      'SELECT reason FROM messaging.quarantine WHERE released_at IS NULL ORDER BY stream, record_offset',
    );
    return rows.map(({ reason }) => reason);
  }

  /** Waits until the group has read a topic to its present end. */
  async caughtUp(topic: string, group: string = 'aggregator'): Promise<void> {
    const ends = await this.kafka.admin.fetchTopicOffsets(this.kafka.prefix + topic);
    const check = async () => {
      const rows = await this.dataSource.query<{ partition: number; next: string }[]>(
        'SELECT partition, next_offset AS next FROM messaging.stream WHERE topic = $1 AND consumer_group = $2',
        [topic, group],
      );
      const next = new Map(rows.map((row) => [row.partition, BigInt(row.next)]));
      return ends.every(({ partition, high }) => (next.get(partition) ?? 0n) >= BigInt(high));
    };
    await eventually(check, { timeoutMs: 30_000, what: `${group} to read ${topic} to its end` });
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
    await this.database.drop();
  }
}

async function writeDown(events: readonly AcceptedEvent[], { tx, topic, tombstones }: ChunkContext): Promise<void> {
  const rows = [
    ...events.map((event) => ({ ...event, gone: false })),
    ...tombstones.map((t) => ({ ...t, gone: true })),
  ];
  await tx.run(
    `INSERT INTO applied.event (topic, subject, version, id, tombstone)
     SELECT $1, * FROM unnest($2::uuid[], $3::int[], $4::uuid[], $5::boolean[])`,
    [
      topic,
      rows.map((row) => row.subject),
      rows.map((row) => row.version),
      rows.map((row) => ('id' in row ? row.id : row.subject)),
      rows.map((row) => row.gone),
    ],
  );
}
