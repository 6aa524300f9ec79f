import { personPairModel } from '#linkage';
import { startRegionalService, type RegionalParts, type RegionalService, type RunningService } from '#messaging';
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

/** Starts the service; waits for a database and for brokers that are away. @throws LogMismatch, TopicMissing */
export function startLinkage(config: LinkageConfig, signal: AbortSignal): Promise<RunningService> {
  const linkage: RegionalService = {
    name: 'linkage',
    source: 'LINKAGE',
    api: API,
    metrics: linkageMetrics,
    assemble: (parts) => assemble(parts, config),
  };
  return startRegionalService(linkage, config, signal);
}

function assemble({ dataSource, transport, outbox, metrics, log }: RegionalParts, config: LinkageConfig) {
  const publisher = new ClusterPublisher(outbox);
  const model = personPairModel();
  const desk = new ProposalDesk(new ScoredCandidates(model), outbox);
  const module = LinkageModule.of({
    dataSource,
    engine: new ScoredEngine(model),
    encodings: encodingCheck(config.encodingEpochs.map(Number)),
    publisher,
    desk,
    transport,
    health: linkageHealth(dataSource, transport),
    metrics,
  });
  return { module, tasks: [new RebuildWatch({ dataSource, publisher, desk, group: 'linkage', log })] };
}
