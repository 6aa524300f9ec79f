import type { DynamicModule } from '@nestjs/common';
import type { TopicKind } from '#contracts';
import type { DataSource } from 'typeorm';
import { createHttpApp, databaseAway, type HttpApp, type HttpAppOptions } from '#http';
import {
  createLogger,
  FinalFailure,
  nestLogger,
  type ConfigOf,
  type Logger,
  type Metrics,
  type regionalVariables,
} from '#observability';
import { connectedDataSource } from '#persistence';
import { BearerTokens, loadPlatformKeys, loadSigningKey } from '#security';
import { createKafka, type KafkaConnection } from '../kafka/kafka-connection.js';
import { LogInspector } from '../kafka/log-inspector.js';
import { Outbox } from '../outbox/outbox.js';
import { Relay } from '../outbox/relay.js';
import { streamLag } from '../transport/lag.js';
import { KeregeTransport } from '../transport/kerege-transport.js';
import { connectionOf } from './connection-of.js';
import { JournalSweep } from './journal-sweep.js';
import { LagWatch } from './lag-watch.js';
import { chunkCounters } from './messaging-metrics.js';
import { startConsuming } from './start-consuming.js';

/** Work beside requests and chunks. `stop` waits for what runs, and does no harm where nothing was started. */
export interface BackgroundTask {
  /** Absent where the work begins when somebody asks for it. */
  start?(): void;
  stop(): Promise<void>;
}

/** What every regional service stands on. */
export interface RegionalParts {
  readonly connection: KafkaConnection;
  /** Connected by the time the tasks start. */
  readonly inspector: LogInspector;
  readonly dataSource: DataSource;
  readonly transport: KeregeTransport;
  readonly outbox: Outbox;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** A service that consumes the region's topics, answers operators, and publishes: what makes it this one. */
export interface RegionalService {
  /** Principal on Kafka and consumer group. */
  readonly name: 'aggregator' | 'linkage';
  readonly source: 'AGGREGATOR' | 'LINKAGE';
  readonly api: Pick<HttpAppOptions, 'title' | 'description' | 'version'>;
  readonly metrics: (dataSource: DataSource) => Metrics;
  /** Its controllers and consumers, and what else it does from when on its consumers run. */
  readonly assemble: (parts: RegionalParts) => Assembled;
}

export interface Assembled {
  readonly module: DynamicModule;
  readonly tasks?: readonly BackgroundTask[];
  /** Called after each chunk that was committed, with the kind of its topic. */
  readonly onChunk?: (kind: TopicKind) => void;
}

export interface RunningService {
  readonly url: string;
  /** Resolves with the reason when a consumer failed for good. */
  readonly failed: Promise<unknown>;
  /** Waits for the chunks in hand, sends what is in the outbox's current batch, closes everything. */
  stop(): Promise<void>;
}

/** Starts the service; waits for a database and for brokers that are away. @throws LogMismatch, TopicMissing */
export async function startRegionalService(
  { name, source, api, metrics: metricsOf, assemble }: RegionalService,
  config: ConfigOf<typeof regionalVariables>,
  signal: AbortSignal,
): Promise<RunningService> {
  const applicationName = `kerege-${name}`;
  const log = createLogger({ service: name, level: config.logLevel });
  const connection = connectionOf(config, applicationName);
  const signingKey = await loadSigningKey(config.signingKeyFile);
  const platformKeys = await loadPlatformKeys(config.platformKeysFile);
  const callers = await BearerTokens.load(config.tokensFile);
  const { databaseUrl, poolSize } = config;
  const dataSource = await connectedDataSource({ url: databaseUrl, poolSize, applicationName }, { signal, log });
  const metrics = metricsOf(dataSource);
  const outbox = new Outbox();
  const count = chunkCounters(metrics);
  const failure = new FinalFailure();
  const transport = new KeregeTransport({
    ...{ connection, service: name, group: name, dataSource, platformKeys, logger: log, outbox },
    onFailed: failure.report,
    metrics: (topic, outcome) => {
      count(topic, outcome);
      onChunk?.(topic.kind);
    },
  });
  const inspector = new LogInspector(createKafka(connection, log));
  const relay = new Relay({ dataSource, connection, signingKey, source, log });
  const parts = { connection, inspector, dataSource, transport, outbox, metrics, log };
  outbox.onCommitted(() => relay.nudge());
  const { module, tasks = [], onChunk } = assemble(parts);
  const options = { ...api, callers, log, logger: nestLogger(log), problemOf: databaseAway };
  const http = await createHttpApp(module, options);
  http.app.connectMicroservice({ strategy: transport });
  const clusters = [() => streamLag(dataSource, inspector, connection)];
  const lag = new LagWatch({ clusters, metrics, log, bound: config.lagWarning });
  const journal = new JournalSweep({ dataSource, log, days: config.journalDays });
  const running = { http, tasks: [...tasks, relay, lag, journal], inspector, dataSource, log };
  try {
    const url = await http.listen({ host: config.host, port: config.port });
    log.info({ port: Number(new URL(url).port) }, 'listening');
    await startConsuming(() => http.app.startAllMicroservices(), log, signal);
    await inspector.connect();
    for (const task of running.tasks) task.start?.();
    return { url, failed: failure.happened, stop: () => stop(running) };
  } catch (error) {
    await stop(running);
    throw error;
  }
}

interface Running {
  readonly http: HttpApp;
  readonly tasks: readonly BackgroundTask[];
  readonly inspector: LogInspector;
  readonly dataSource: DataSource;
  readonly log: Logger;
}

/** The consumers first, which finish their chunks; what these put into the outbox leaves or stays there; then the pool. */
async function stop({ http, tasks, inspector, dataSource, log }: Running): Promise<void> {
  await http.close();
  for (const task of tasks) await task.stop();
  await inspector.disconnect();
  await dataSource.destroy();
  log.info('stopped');
}
