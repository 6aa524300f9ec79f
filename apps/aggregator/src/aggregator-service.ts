import { startRegionalService, type RegionalService, type RunningService } from '#messaging';
import { AggregatorModule } from './aggregator.module.js';
import { API } from './api.js';
import type { AggregatorConfig } from './config.js';
import { aggregatorMetrics } from './operation/aggregator-metrics.js';
import { aggregatorHealth } from './operation/health.js';

const aggregator: RegionalService = {
  name: 'aggregator',
  source: 'AGGREGATOR',
  api: API,
  metrics: aggregatorMetrics,
  assemble: ({ dataSource, transport, metrics }) => {
    const health = aggregatorHealth(dataSource, transport);
    return { module: AggregatorModule.of({ dataSource, transport, health, metrics }) };
  },
};

/** Starts the service; waits for a database and for brokers that are away. @throws LogMismatch, TopicMissing */
export function startAggregator(config: AggregatorConfig, signal: AbortSignal): Promise<RunningService> {
  return startRegionalService(aggregator, config, signal);
}
