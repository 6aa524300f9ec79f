import {
  startRegionalService,
  type Assembled,
  type RegionalParts,
  type RegionalService,
  type RunningService,
} from '#messaging';
import { loadSealingKey, type SealingKey } from '#security';
import { AggregatorModule } from './aggregator.module.js';
import { API } from './api.js';
import type { AggregatorConfig } from './config.js';
import { ReferralHolders } from './erasure/referral-holders.js';
import { aggregatorMetrics } from './operation/aggregator-metrics.js';
import { aggregatorHealth } from './operation/health.js';
import { HistoryReader } from './referrals/history-reader.js';
import { Guards } from './referrals/open-guards.js';
import { ReferralPolicies } from './referrals/policies.js';
import { Sequencer } from './referrals/sequencer.js';

/** Principal on Kafka and consumer group. */
const NAME = 'aggregator';

/** Starts the service; waits for a database and for brokers that are away. @throws LogMismatch, TopicMissing, SecurityError */
export async function startAggregator(config: AggregatorConfig, signal: AbortSignal): Promise<RunningService> {
  const sealingKeys = await Promise.all(config.sealingKeyFiles.map(loadSealingKey));
  const aggregator: RegionalService = {
    name: NAME,
    source: 'AGGREGATOR',
    api: API,
    metrics: aggregatorMetrics,
    assemble: (parts) => assemble(parts, sealingKeys),
  };
  return startRegionalService(aggregator, config, signal);
}

function assemble(parts: RegionalParts, sealingKeys: readonly SealingKey[]): Assembled {
  const { dataSource, transport, metrics, outbox } = parts;
  const guards = new Guards(sealingKeys);
  const policies = new ReferralPolicies(transport.membersView);
  const sequencer = new Sequencer({ ...parts, group: NAME, guards, policies });
  const holders = new ReferralHolders(outbox);
  const history = new HistoryReader(guards, policies, outbox, holders);
  const health = aggregatorHealth(dataSource, transport);
  return {
    module: AggregatorModule.of({ dataSource, outbox, transport, health, metrics, history, holders }),
    tasks: [sequencer],
    onChunk: (kind) => {
      if (kind === 'referral' || kind === 'clock') sequencer.nudge();
    },
  };
}
