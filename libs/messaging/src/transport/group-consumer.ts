import kafkajs, { type Consumer, type EachBatchPayload, type Kafka } from 'kafkajs';
import type { DataSource } from 'typeorm';
import type { ChunkOutcome } from '../chunk/chunk-transaction.js';
import { OffsetTaken, type LogTopic, type Stream } from '../chunk/stream.js';
import type { FetchedMessage } from '../kafka/fetched-message.js';
import { logicalName, physicalName, type KafkaConnection, type MessagingLog } from '../kafka/kafka-connection.js';
import type { LogInspector } from '../kafka/log-inspector.js';
import { Assignment } from './assignment.js';
import { chunksOf } from './chunks.js';
import { codeOf, ConsumerStatus } from './consumer-status.js';
import { OffsetReport } from './offset-report.js';
import { isRefusal } from './refusal.js';
import { retryChunk, StillFailing } from './retry-chunk.js';
import { RunningWork } from './running-work.js';
import { LogMismatch } from './stream-store.js';
import { withHeartbeat } from './with-heartbeat.js';

/** What is done with the records of a chunk: first what needs no database, then everything else with the offset in one transaction. */
export interface ChunkWork<T extends LogTopic, C extends { readonly next: bigint }> {
  /** Looks at records without effect; the next chunk's while the one before is applied. Gives the offset after them as `next`. */
  inspect(records: readonly FetchedMessage[], stream: Stream<T>): Promise<C>;
  /** Applies the chunk and moves the stored offset to its `next`. @throws OffsetTaken, EnvironmentFault */
  apply(stream: Stream<T>, chunk: C): Promise<ChunkOutcome>;
}

export interface GroupConsumerOptions<T extends LogTopic, C extends { readonly next: bigint }> {
  readonly kafka: Kafka;
  readonly connection: KafkaConnection;
  readonly inspector: LogInspector;
  /** Without the deployment's prefix. */
  readonly group: string;
  readonly topics: readonly T[];
  readonly work: ChunkWork<T, C>;
  readonly dataSource: DataSource;
  /** Waits until what chunks are judged by has been read as far as it reached at a moment after `since`, milliseconds of `performance.now()`. */
  readonly barrier: (since: number) => Promise<void>;
  /** Whether a store that starts empty replaces one that had already published. */
  readonly isRebuild: () => Promise<boolean>;
  readonly chunkSize: number;
  readonly concurrency: number;
  readonly log: MessagingLog;
  readonly onOutcome?: (topic: T, outcome: ChunkOutcome) => void;
  /** Called once when the consumer failed for good: only a new process, after somebody acted, helps. */
  readonly onFailed?: (error: unknown) => void;
}

/** Milliseconds. KafkaJS holds a shutdown back until the running long poll ends. */
const LONGEST_POLL_MS = 250;
/** A consumer that died without a word keeps its partitions for this long. Milliseconds; KafkaJS beats every 3,000. */
const SESSION_MS = 10_000;
/** Bytes of one fetch for each partition: about one chunk of the events that we expect. */
const FETCH_BYTES_A_PARTITION = 2 * 1024 * 1024;
/** Bytes of one fetch in all: what a consumer holds in memory, beside what is being applied. */
const FETCH_BYTES = 4 * 1024 * 1024;
/** How long a chunk is held while the database does not answer, milliseconds; afterwards its partition is paused. */
const HOLD_CHUNK_MS = 20_000;
const PROBE_EVERY_MS = 1_000;
/** When a consumer that KafkaJS has given up is started again. Milliseconds. */
const START_AGAIN_MS = 1_000;

/** Reads some topics in one group and applies their records chunk by chunk, each with its offset in one transaction. */
export class GroupConsumer<T extends LogTopic, C extends { readonly next: bigint }> {
  readonly status: ConsumerStatus;
  private readonly consumer: Consumer;
  private readonly assignment: Assignment<T>;
  private readonly running = new RunningWork();
  private readonly stopping = new AbortController();
  private readonly offsets = new OffsetReport();
  /** No record in hand was received later. Milliseconds of `performance.now()`. */
  private fetchedAt = 0;

  constructor(private readonly options: GroupConsumerOptions<T, C>) {
    const { kafka, connection, group, log } = options;
    this.status = new ConsumerStatus((state, reason) => log.info({ group, state, reason }, 'consumer state'));
    this.consumer = kafka.consumer({
      groupId: physicalName(connection, group),
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: LONGEST_POLL_MS,
      sessionTimeout: SESSION_MS,
      maxBytesPerPartition: FETCH_BYTES_A_PARTITION,
      maxBytes: FETCH_BYTES,
      // A broker that is away comes back: never give up for good.
      retry: { initialRetryTime: 200, maxRetryTime: 5_000, retries: 10, restartOnFailure: () => Promise.resolve(true) },
    });
    this.assignment = new Assignment({
      ...options,
      consumer: this.consumer,
      idle: () => this.running.idle(),
      onFatal: (error) => this.fail(error),
      signal: this.stopping.signal,
    });
  }

  /** Compares stored offsets with the broker, then joins the group. @throws LogMismatch, TopicMissing */
  async start(): Promise<void> {
    await this.assignment.verifyAll();
    this.consumer.on(this.consumer.events.GROUP_JOIN, ({ payload }) => {
      this.assignment.joined(payload.memberAssignment);
      this.status.set('running');
    });
    this.consumer.on(this.consumer.events.FETCH, () => {
      this.fetchedAt = performance.now();
    });
    this.consumer.on(this.consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart && isRefusal(payload.error)) return this.fail(payload.error);
      this.status.set('waiting', codeOf(payload.error));
      if (!payload.restart) this.startAgain();
    });
    await this.consumer.connect();
    const topics = this.options.topics.map((topic) => physicalName(this.options.connection, topic.name));
    await this.consumer.subscribe({ topics, fromBeginning: true });
    await this.run();
  }

  private run(): Promise<void> {
    return this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: this.options.concurrency,
      eachBatch: (payload) => this.running.track(this.eachBatch(payload)),
    });
  }

  /** KafkaJS gives up for good where a broker dies in an unlucky moment, for instance when it looks for its coordinator. */
  private startAgain(): void {
    const again = () => {
      if (!this.stopping.signal.aborted) this.run().catch(() => this.startAgain());
    };
    setTimeout(again, START_AGAIN_MS).unref();
  }

  /** Stops fetching, waits for the chunk in hand of each partition, leaves the group. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.status.set('closed');
    await this.running.idle();
    await this.offsets.stop();
    await this.consumer.disconnect();
  }

  private fail(error: unknown): void {
    if (this.stopping.signal.aborted) return;
    this.options.log.error({ group: this.options.group, err: error }, 'consumer failed');
    this.status.set('failed', codeOf(error));
    this.stopping.abort();
    void this.consumer.disconnect().catch(() => undefined);
    this.options.onFailed?.(error);
  }

  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    const { topic: physical, partition, messages } = payload.batch;
    const stream = this.assignment.streamOf(logicalName(this.options.connection, physical), partition);
    if (stream === undefined) return;
    try {
      // `kafkajs-patch` put our own decoder's messages there.
      await this.applyAll(payload, stream, messages as unknown as FetchedMessage[]);
      this.offsets.applied(payload);
    } catch (error) {
      this.afterFailure(error, payload, stream);
    }
  }

  /** While one chunk is in its transaction, the next one's signatures are being checked. */
  private async applyAll(
    payload: EachBatchPayload,
    stream: Stream<T>,
    records: readonly FetchedMessage[],
  ): Promise<void> {
    const [first] = records;
    if (first !== undefined && BigInt(records.at(-1)?.offset ?? 0) < stream.next) throw new OffsetTaken(stream);
    await withHeartbeat(
      () => payload.heartbeat(),
      () => this.options.barrier(this.fetchedAt),
    );
    const chunks = chunksOf(records, stream.next, this.options.chunkSize, stream.rebuildUntil);
    const inspectChunk = (chunk: FetchedMessage[] | undefined) => {
      const work = chunk && this.options.work.inspect(chunk, stream);
      // When the chunk before it fails, nobody waits for this one any more.
      work?.catch(() => undefined);
      return work;
    };
    let inspected = inspectChunk(chunks[0]);
    for (let i = 0; inspected !== undefined; i += 1) {
      const chunk: C = await inspected;
      inspected = inspectChunk(chunks[i + 1]);
      if (this.stopping.signal.aborted || !payload.isRunning() || payload.isStale()) return;
      await withHeartbeat(
        () => payload.heartbeat(),
        () => this.applyOne(stream, chunk),
      );
      payload.resolveOffset((stream.next - 1n).toString());
      await payload.heartbeat();
    }
  }

  private async applyOne(stream: Stream<T>, chunk: C): Promise<void> {
    const outcome = await retryChunk(() => this.options.work.apply(stream, chunk), {
      giveUpAfterMs: HOLD_CHUNK_MS,
      signal: this.stopping.signal,
      onFault: (fault, attempt) => {
        if (attempt > 3) this.status.set('waiting', fault.code);
        this.options.log.warn({ group: this.options.group, code: fault.code, attempt }, 'chunk is tried again');
      },
    });
    stream.next = chunk.next;
    this.status.set('running');
    this.options.onOutcome?.(stream.topic, outcome);
  }

  private afterFailure(error: unknown, payload: EachBatchPayload, stream: Stream<T>): void {
    if (this.stopping.signal.aborted) return;
    if (error instanceof StillFailing) {
      this.pauseUntilUsable(payload, stream);
    } else if (error instanceof OffsetTaken) {
      this.options.log.warn({ topic: stream.topic.name, partition: stream.partition }, 'offset taken, joining again');
      throw rejoin(error);
    } else if (error instanceof LogMismatch) {
      this.fail(error);
    } else {
      throw error;
    }
  }

  /** Lets the records go, keeps the group membership, and looks every second whether the database answers again. */
  private pauseUntilUsable(payload: EachBatchPayload, stream: Stream<T>): void {
    const resume = payload.pause();
    const { log, dataSource } = this.options;
    log.warn({ topic: stream.topic.name, partition: stream.partition }, 'partition paused');
    const probe = () => {
      if (this.stopping.signal.aborted) return;
      dataSource.query('SELECT 1').then(resume, () => setTimeout(probe, PROBE_EVERY_MS).unref());
    };
    setTimeout(probe, PROBE_EVERY_MS).unref();
  }
}

/** KafkaJS joins the group again when a batch fails with this; the assignment then reads the stored offsets anew. */
function rejoin(cause: Error): Error {
  return Object.assign(new kafkajs.KafkaJSError(cause), { type: 'REBALANCE_IN_PROGRESS' });
}
