import { createHttpApp, ProblemError } from '#http';
import { createLogger, HealthRegistry, Metrics, nestLogger } from '#observability';
import { connectWhenAvailable, createDataSource, errorCode, isTransient } from '#persistence';
import { BearerTokens } from '#security';
import { API } from './api.js';
import type { CoordinationConfig } from './config.js';
import { CoordinationModule } from './coordination.module.js';
import { databaseHealth } from './operation/database-health.js';

export interface RunningService {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the service; waits for a database that is away. */
export async function startCoordination(config: CoordinationConfig, signal: AbortSignal): Promise<RunningService> {
  const log = createLogger({ service: 'coordination', level: config.logLevel });
  const callers = await BearerTokens.load(config.tokensFile);
  const dataSource = createDataSource({
    url: config.databaseUrl,
    poolSize: config.poolSize,
    applicationName: 'kerege-coordination',
  });
  await connectWhenAvailable(dataSource, {
    signal,
    onWait: (error) => log.warn({ code: errorCode(error) }, 'waiting for the database'),
  });
  const health = new HealthRegistry().ready('database', databaseHealth(dataSource));
  const metrics = new Metrics({ service: 'coordination', processMetrics: true });
  const http = await createHttpApp(CoordinationModule.of({ dataSource, health, metrics }), {
    ...API,
    callers,
    log,
    logger: nestLogger(log),
    problemOf: unavailable,
  });
  const url = await http.listen({ host: config.host, port: config.port });
  log.info({ port: Number(new URL(url).port) }, 'listening');
  return {
    url,
    stop: async () => {
      await http.close();
      await dataSource.destroy();
      log.info('stopped');
    },
  };
}

function unavailable(error: unknown): ProblemError | undefined {
  if (!isTransient(error)) return undefined;
  return new ProblemError(503, 'database-away', 'The database is away. Try again in a moment.');
}
