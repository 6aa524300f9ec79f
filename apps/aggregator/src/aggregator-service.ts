import { createHttpApp, ProblemError, type HttpApp } from '#http';
import {
  chunkCounters,
  connectionOf,
  createKafka,
  KeregeTransport,
  LagWatch,
  LogInspector,
  Outbox,
  Relay,
  startConsuming,
} from '#messaging';
import { createLogger, nestLogger, type Logger } from '#observability';
import { connectWhenAvailable, createDataSource, errorCode, isTransient } from '#persistence';
import { BearerTokens, loadPlatformKeys, loadSigningKey } from '#security';
import type { DataSource } from 'typeorm';
import { AggregatorModule } from './aggregator.module.js';
import { API } from './api.js';
import type { AggregatorConfig } from './config.js';
import { aggregatorMetrics } from './operation/aggregator-metrics.js';
import { aggregatorHealth } from './operation/health.js';

export interface RunningService {
  readonly url: string;
  /** Waits for the chunks in hand, sends what is in the outbox's current batch, closes everything. */
  stop(): Promise<void>;
}

/** Starts the service; waits for a database and for brokers that are away. @throws LogMismatch, TopicMissing */
export async function startAggregator(config: AggregatorConfig, signal: AbortSignal): Promise<RunningService> {
  const log = createLogger({ service: 'aggregator', level: config.logLevel });
  const connection = connectionOf(config, 'kerege-aggregator');
  const dataSource = createDataSource({
    url: config.databaseUrl,
    poolSize: config.poolSize,
    applicationName: 'kerege-aggregator',
  });
  await connectWhenAvailable(dataSource, {
    signal,
    onWait: (error) => log.warn({ code: errorCode(error) }, 'waiting for the database'),
  });
  const metrics = aggregatorMetrics(dataSource);
  const transport = new KeregeTransport({
    connection,
    service: 'aggregator',
    group: 'aggregator',
    dataSource,
    platformKeys: await loadPlatformKeys(config.platformKeysFile),
    logger: log,
    outbox: new Outbox(),
    metrics: chunkCounters(metrics),
  });
  const health = aggregatorHealth(dataSource, transport);
  const http = await createHttpApp(AggregatorModule.of({ dataSource, transport, health, metrics }), {
    ...API,
    callers: await BearerTokens.load(config.tokensFile),
    log,
    logger: nestLogger(log),
    problemOf: unavailable,
  });
  http.app.connectMicroservice({ strategy: transport });
  const signingKey = await loadSigningKey(config.signingKeyFile);
  const relay = new Relay({ dataSource, connection, signingKey, source: 'AGGREGATOR', log });
  const inspector = new LogInspector(createKafka(connection, log));
  const lag = new LagWatch({ dataSource, inspector, connection, metrics, log, bound: config.lagWarning });
  const parts = { http, relay, lag, inspector, dataSource, log };
  try {
    const url = await http.listen({ host: config.host, port: config.port });
    log.info({ port: Number(new URL(url).port) }, 'listening');
    await startConsuming(() => http.app.startAllMicroservices(), log, signal);
    await inspector.connect();
    relay.start();
    lag.start();
    return { url, stop: () => stop(parts) };
  } catch (error) {
    await stop(parts);
    throw error;
  }
}

interface Parts {
  readonly http: HttpApp;
  readonly relay: Relay;
  readonly lag: LagWatch;
  readonly inspector: LogInspector;
  readonly dataSource: DataSource;
  readonly log: Logger;
}

/** The consumers first, which finish their chunks; what these put into the outbox leaves or stays there; then the pool. */
async function stop({ http, relay, lag, inspector, dataSource, log }: Parts): Promise<void> {
  await http.close();
  await relay.stop();
  await lag.stop();
  await inspector.disconnect();
  await dataSource.destroy();
  log.info('stopped');
}

function unavailable(error: unknown): ProblemError | undefined {
  if (!isTransient(error)) return undefined;
  return new ProblemError(503, 'database-away', 'The database is away. Try again in a moment.');
}
