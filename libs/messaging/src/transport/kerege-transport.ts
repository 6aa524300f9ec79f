import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { Kafka } from 'kafkajs';
import { lastValueFrom } from 'rxjs';
import { membersGroupOf, topicNamed, TOPICS, type TopicDefinition } from '#contracts';
import { SignatureThreads, type MembersView } from '#security';
import { inspect, type InspectedChunk } from '../arrival/inspect.js';
import type { SignatureCheck } from '../arrival/verify.js';
import { applyInParts } from '../chunk/apply-in-parts.js';
import type { ChunkHandler, ChunkPorts } from '../chunk/chunk-transaction.js';
import type { Notices } from '../chunk/notices.js';
import { createKafka, physicalName } from '../kafka/kafka-connection.js';
import { LogInspector } from '../kafka/log-inspector.js';
import { MEMBERS_TOPIC, storeEntries } from '../members/member-entries.js';
import { MembersLog } from '../members/members-log.js';
import { CHUNK_SIZE } from './chunks.js';
import { GroupConsumer, type ChunkWork, type GroupConsumerOptions } from './group-consumer.js';
import { KEREGE_TRANSPORT } from './kerege-transport-symbol.js';
import { streamLag, type StreamLag } from './lag.js';
import { NoticeTimer } from './notice-timer.js';
import { anyNonEmpty } from './observe-topics.js';
import type { KeregeTransportOptions } from './options.js';
import { outboxTopicsOf, reporterOf } from './publishing.js';
import { Release, type ReleaseOutcome } from './release.js';
import type { Position } from '../accepted-event.js';

const CONCURRENCY = 2;
const NOTICE_INTERVAL_MS = 60_000;

/** What health asks: is every consumer of this service doing its work? */
export interface TransportHealth {
  readonly ready: boolean;
  /** Stable code of what is wrong: an SQLSTATE, `other-topic`, `starting`. */
  readonly reason?: string;
}

/**
 * Nest transport that reads the region's topics: whole chunks instead of single messages, every check of arrival before
 * a handler sees an event, and the handler's effects, the memory of what was applied and the offset in one transaction.
 */
export class KeregeTransport extends Server implements CustomTransportStrategy {
  override readonly transportId = KEREGE_TRANSPORT;
  /** A failing handler makes the chunk fail; Nest must not report it a second time. */
  override readonly propagatesEventHandlerErrors = true;

  private readonly kafka: Kafka;
  private readonly inspector: LogInspector;
  private readonly members: MembersLog;
  private readonly signatures = new SignatureThreads();
  private readonly check: SignatureCheck;
  private readonly stopping = new AbortController();
  private readonly notices: Notices | undefined;
  private readonly noticeTimer: NoticeTimer | undefined;
  private consumers: readonly GroupConsumer<TopicDefinition, InspectedChunk>[] = [];

  constructor(private readonly options: KeregeTransportOptions) {
    super();
    const { connection, dataSource, logger, service, platformKeys, noticeIntervalMs = NOTICE_INTERVAL_MS } = options;
    this.kafka = createKafka(connection, logger);
    this.check = options.signatureCheck ?? ((events) => this.signatures.verify(events));
    this.inspector = new LogInspector(this.kafka);
    const { inspector, stopping } = this;
    const group = membersGroupOf(service);
    this.members = new MembersLog({ connection, inspector, dataSource, group, platformKeys, signal: stopping.signal });
    const reporter = reporterOf(service);
    if (options.outbox !== undefined && reporter !== undefined) {
      const now = options.clock ?? (() => new Date());
      this.notices = { outbox: options.outbox, reporter, intervalMs: noticeIntervalMs, now };
      this.noticeTimer = new NoticeTimer(dataSource, this.notices, logger);
    }
  }

  /** Nest calls this. Calls back with the error when the service must not start: `LogMismatch`, `TopicMissing`, no broker. */
  listen(callback: (error?: unknown) => void): void {
    this.start().then(
      () => callback(),
      (error: unknown) => callback(error),
    );
  }

  /** Starts reading; resolves when the groups were asked to be joined. For programs that use the transport without Nest. */
  async start(): Promise<void> {
    await this.inspector.connect();
    const members = new GroupConsumer(this.membersOptions());
    const work = new GroupConsumer(this.workOptions());
    this.consumers = [members, work];
    try {
      await members.start();
      await work.start();
    } catch (error) {
      await this.stopConsumers();
      throw error;
    }
    this.noticeTimer?.start();
  }

  /** Stops fetching, waits for running chunks, leaves the groups. The database pool may be closed afterwards. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.noticeTimer?.stop();
    // The members log last: a running chunk may be waiting for it.
    for (const consumer of [...this.consumers].reverse()) await consumer.stop();
    await this.signatures.close();
    await this.inspector.disconnect();
  }

  /** The members log as far as it has been read: before a chunk reaches its handler, at least up to that chunk's records. */
  get membersView(): MembersView {
    return this.members.view;
  }

  /** Brings the view up to what has been stored of the log, where no chunk comes that would. */
  refreshMembers(): Promise<void> {
    return this.members.refresh();
  }

  health(): TransportHealth {
    if (this.consumers.length === 0) return { ready: false, reason: 'starting' };
    const bad = this.consumers.find(({ status }) => status.state !== 'running')?.status;
    return bad === undefined ? { ready: true } : { ready: false, reason: bad.reason ?? bad.state };
  }

  /** How far each stream of the service's database is behind its log; asks the broker. */
  lag(): Promise<StreamLag[]> {
    return streamLag(this.options.dataSource, this.inspector, this.options.connection);
  }

  /**
   * Reads a quarantined record from the log again and judges it as if it had come now, for instance after a member's key
   * or a fixed handler arrived. Its row is marked released when it was applied, parked or turned out to be a repeat.
   */
  releaseQuarantined(position: Position): Promise<ReleaseOutcome> {
    const topic = topicNamed(position.topic);
    if (topic === undefined) throw new Error(`The contract has no topic ${position.topic}.`);
    const { connection, dataSource, group } = this.options;
    const { inspector, check } = this;
    const keyring = this.members.view;
    const release = new Release({ connection, dataSource, group, inspector, keyring, check, ports: this.ports(topic) });
    return release.run(topic, position, () => this.members.barrier());
  }

  on(): void {
    throw new Error('The transport has no events; use health().');
  }

  unwrap<T>(): T {
    return this.consumers as T;
  }

  /** After a start that failed; the next one makes new consumers, beside which no old one may run. */
  private async stopConsumers(): Promise<void> {
    const { consumers } = this;
    this.consumers = [];
    for (const consumer of [...consumers].reverse()) await consumer.stop().catch(() => undefined);
  }

  private workOptions(): GroupConsumerOptions<TopicDefinition, InspectedChunk> {
    const { concurrency = CONCURRENCY, group, topics = [...this.getHandlers().keys()] } = this.options;
    const definitions = TOPICS.filter((topic) => topics.includes(topic.name) && topic.kind !== 'members');
    const barrier = (since: number) => this.members.barrier(since);
    return {
      ...this.common(),
      group,
      topics: definitions,
      work: this.work((topic) => this.ports(topic)),
      barrier,
      concurrency,
    };
  }

  private membersOptions(): GroupConsumerOptions<TopicDefinition, InspectedChunk> {
    const topics = TOPICS.filter((topic) => topic.name === MEMBERS_TOPIC);
    const handler: ChunkHandler = (events, { tx }) => storeEntries(events, tx);
    const { dataSource, service } = this.options;
    const work = this.work(() => ({ dataSource, handler }));
    const barrier = () => Promise.resolve();
    return { ...this.common(), group: membersGroupOf(service), topics, work, barrier, concurrency: 1 };
  }

  /** Every check of arrival, then the handler's effects, the memory of what was applied and the offset in one transaction. */
  private work(ports: (topic: TopicDefinition) => ChunkPorts): ChunkWork<TopicDefinition, InspectedChunk> {
    const { check } = this;
    const keyring = this.members.view;
    return {
      inspect: (records, { topic, partition }) => {
        const physicalTopic = physicalName(this.options.connection, topic.name);
        return inspect(records, partition, { keyring, topic, physicalTopic, check });
      },
      apply: (stream, chunk) => applyInParts(ports(stream.topic), stream, chunk),
    };
  }

  private common() {
    const { connection, dataSource, service, logger, chunkSize = CHUNK_SIZE, metrics, onFailed } = this.options;
    return {
      kafka: this.kafka,
      inspector: this.inspector,
      connection,
      dataSource,
      chunkSize,
      log: logger,
      isRebuild: () => anyNonEmpty(this.inspector, connection, outboxTopicsOf(service)),
      ...(metrics === undefined ? {} : { onOutcome: metrics }),
      ...(onFailed === undefined ? {} : { onFailed }),
    };
  }

  private ports(topic: TopicDefinition): ChunkPorts {
    const handler = this.getHandlerByPattern(topic.name);
    if (handler === null) throw new Error(`No consumer method for topic ${topic.name}.`);
    const invoke: ChunkHandler = async (events, chunk) => {
      const result = this.transformToObservable(await (handler(events, chunk) as Promise<unknown>));
      await lastValueFrom(result, { defaultValue: undefined });
    };
    const { dataSource } = this.options;
    return { dataSource, handler: invoke, ...(this.notices === undefined ? {} : { notices: this.notices }) };
  }
}
