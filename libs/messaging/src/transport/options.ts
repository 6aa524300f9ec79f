import type { DataSource } from 'typeorm';
import type { ServiceName, TopicDefinition } from '#contracts';
import type { PlatformKeys } from '#security';
import type { OutboxPort } from '../accepted-event.js';
import type { SignatureCheck } from '../arrival/verify.js';
import type { ChunkOutcome } from '../chunk/chunk-transaction.js';
import type { KafkaConnection, MessagingLog } from '../kafka/kafka-connection.js';

export interface KeregeTransportOptions {
  readonly connection: KafkaConnection;
  readonly service: ServiceName;
  /** Consumer group without prefix; normally the service's name. */
  readonly group: string;
  /** The service's database. Close its pool after the transport. */
  readonly dataSource: DataSource;
  /** Root of trust of the members log. */
  readonly platformKeys: PlatformKeys;
  readonly logger: MessagingLog;
  /** Where notices go; only `aggregator` and `linkage` send any. */
  readonly outbox?: OutboxPort;
  /** Names of the topics to read; default: all that have a handler. */
  readonly topics?: readonly string[];
  /** Records of one transaction at most; default `CHUNK_SIZE`. */
  readonly chunkSize?: number;
  /** Partitions worked on at once, each with a connection of the pool; default 2. */
  readonly concurrency?: number;
  /** Least time between two notices to one sender, milliseconds; default one minute. */
  readonly noticeIntervalMs?: number;
  readonly clock?: () => Date;
  /** Called after each committed chunk, for metrics. */
  readonly metrics?: (topic: TopicDefinition, outcome: ChunkOutcome) => void;
  /** Called when a consumer failed for good after its start: the service cannot do its work any more. */
  readonly onFailed?: (error: unknown) => void;
  /** Replaces the signature check in the bench that measures its cost; nowhere else. */
  readonly signatureCheck?: SignatureCheck;
}
