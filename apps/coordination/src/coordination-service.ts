import { createHttpApp, databaseAway } from '#http';
import { createLogger, HealthRegistry, Metrics, nestLogger } from '#observability';
import { connectedDataSource } from '#persistence';
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
  const { databaseUrl: url, poolSize } = config;
  const pool = { url, poolSize, applicationName: 'kerege-coordination' };
  const dataSource = await connectedDataSource(pool, { signal, log });
  const health = new HealthRegistry().ready('database', databaseHealth(dataSource));
  const metrics = new Metrics({ service: 'coordination', processMetrics: true });
  const http = await createHttpApp(CoordinationModule.of({ dataSource, health, metrics }), {
    ...API,
    callers,
    log,
    logger: nestLogger(log),
    problemOf: databaseAway,
  });
  const address = await http.listen({ host: config.host, port: config.port });
  log.info({ port: Number(new URL(address).port) }, 'listening');
  return {
    url: address,
    stop: async () => {
      await http.close();
      await dataSource.destroy();
      log.info('stopped');
    },
  };
}
