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
import { personPairModel } from '#linkage';
import { createLogger, nestLogger, type Logger } from '#observability';
import { connectWhenAvailable, createDataSource, errorCode, isTransient } from '#persistence';
import { BearerTokens, loadPlatformKeys, loadSigningKey } from '#security';
import type { DataSource } from 'typeorm';
import { API } from './api.js';
import { ScoredEngine } from './clusters/scored-engine.js';
import type { LinkageConfig } from './config.js';
import { LinkageModule } from './linkage.module.js';
import { encodingCheck } from './mentions/encoding-check.js';
import { linkageHealth } from './operation/linkage-health.js';
import { linkageMetrics } from './operation/linkage-metrics.js';
import { ClusterPublisher } from './publishing/cluster-publisher.js';
import { RebuildWatch } from './publishing/rebuild-watch.js';
import { ScoredCandidates } from './reviews/scored-candidates.js';
import { ProposalDesk } from './reviews/proposal-desk.js';

/** Principal on Kafka and consumer group. */
const SERVICE = 'linkage';

export interface RunningService {
  readonly url: string;
  /** Waits for the chunks in hand, then closes everything. */
  stop(): Promise<void>;
}

/** Starts the service; waits for a database and for brokers that are away. @throws LogMismatch, TopicMissing */
export async function startLinkage(config: LinkageConfig, signal: AbortSignal): Promise<RunningService> {
  const log = createLogger({ service: SERVICE, level: config.logLevel });
  const connection = connectionOf(config, `kerege-${SERVICE}`);
  const signingKey = await loadSigningKey(config.signingKeyFile);
  const dataSource = await connected(config, log, signal);
  const metrics = linkageMetrics(dataSource);
  const outbox = new Outbox();
  const publisher = new ClusterPublisher(outbox);
  const model = personPairModel();
  const desk = new ProposalDesk(new ScoredCandidates(model), outbox);
  const transport = new KeregeTransport({
    connection,
    service: SERVICE,
    group: SERVICE,
    dataSource,
    platformKeys: await loadPlatformKeys(config.platformKeysFile),
    logger: log,
    outbox,
    metrics: chunkCounters(metrics),
  });
  const health = linkageHealth(dataSource, transport);
  const module = LinkageModule.of({
    dataSource,
    engine: new ScoredEngine(model),
    encodings: encodingCheck(config.encodingEpochs.map(Number)),
    publisher,
    desk,
    transport,
    health,
    metrics,
  });
  const callers = await BearerTokens.load(config.tokensFile);
  const http = await createHttpApp(module, { ...API, callers, log, logger: nestLogger(log), problemOf: unavailable });
  http.app.connectMicroservice({ strategy: transport });
  const relay = new Relay({ dataSource, connection, signingKey, source: 'LINKAGE', log });
  const inspector = new LogInspector(createKafka(connection, log));
  const lag = new LagWatch({ dataSource, inspector, connection, metrics, log, bound: config.lagWarning });
  const rebuild = new RebuildWatch({ dataSource, publisher, desk, group: SERVICE, log });
  const parts = { http, rebuild, relay, lag, inspector, dataSource, log };
  try {
    const url = await http.listen({ host: config.host, port: config.port });
    log.info('listening');
    await startConsuming(() => http.app.startAllMicroservices(), log, signal);
    await inspector.connect();
    rebuild.start();
    relay.start();
    lag.start();
    return { url, stop: () => stop(parts) };
  } catch (error) {
    await stop(parts);
    throw error;
  }
}

async function connected(config: LinkageConfig, log: Logger, signal: AbortSignal): Promise<DataSource> {
  const { databaseUrl: url, poolSize } = config;
  const dataSource = createDataSource({ url, poolSize, applicationName: `kerege-${SERVICE}` });
  const onWait = (error: unknown) => log.warn({ code: errorCode(error) }, 'waiting for the database');
  await connectWhenAvailable(dataSource, { signal, onWait });
  return dataSource;
}

interface Parts {
  readonly http: HttpApp;
  readonly rebuild: RebuildWatch;
  readonly relay: Relay;
  readonly lag: LagWatch;
  readonly inspector: LogInspector;
  readonly dataSource: DataSource;
  readonly log: Logger;
}

/** The consumers first, which finish their chunks; what these put into the outbox leaves or stays there; then the pool. */
async function stop({ http, rebuild, relay, lag, inspector, dataSource, log }: Parts): Promise<void> {
  await http.close();
  await rebuild.stop();
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
