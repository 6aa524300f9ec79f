import { runService } from '#observability';
import { startAggregator } from './aggregator-service.js';
import { aggregatorConfig } from './config.js';

runService('aggregator', (signal) => startAggregator(aggregatorConfig(process.env), signal));
