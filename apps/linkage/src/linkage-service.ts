import { personPairModel } from '#linkage';
import { startRegionalService, type RegionalParts, type RegionalService, type RunningService } from '#messaging';
import { API } from './api.js';
import { LIMITS, ScoredEngine } from './clusters/scored-engine.js';
import { Audits } from './audit/audits.js';
import type { LinkageConfig } from './config.js';
import { EpochPurge } from './epochs/epoch-purge.js';
import { LinkageModule } from './linkage.module.js';
import { Explanations } from './explain/explanations.js';
import { FloodWatch } from './floods/flood-watch.js';
import { encodingCheck } from './mentions/encoding-check.js';
import { RetractionReceipts } from './mentions/retraction-receipts.js';
import { ModelChange } from './models/model-change.js';
import { ModelScoring } from './models/model-scoring.js';
import { ModelShelf } from './models/model-shelf.js';
import { Models } from './models/models.js';
import { OperatorModule } from './operator.module.js';
import { linkageHealth } from './operation/linkage-health.js';
import { linkageMetrics } from './operation/linkage-metrics.js';
import { ClusterPublisher } from './publishing/cluster-publisher.js';
import { RebuildWatch } from './publishing/rebuild-watch.js';
import { ScoredCandidates } from './reviews/scored-candidates.js';
import { ProposalDesk } from './reviews/proposal-desk.js';
import { tagMetrics } from './tags/tag-metrics.js';
import { TagWatch } from './tags/tag-watch.js';

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
  const shelf = new ModelShelf(personPairModel());
  const desk = new ProposalDesk(new ScoredCandidates(shelf), outbox);
  const change = new ModelChange(shelf, LIMITS);
  const scoring = new ModelScoring(dataSource, change, log);
  const audits = new Audits(dataSource, shelf, log);
  const engine = new ScoredEngine(shelf);
  const revoked = new Set(config.revokedEpochs.map(Number));
  const purge = new EpochPurge({ dataSource, engine, publisher, desk, revoked, log });
  const tags = new TagWatch(dataSource, log);
  tagMetrics(metrics, tags);
  const module = LinkageModule.of({
    dataSource,
    engine,
    encodings: encodingCheck(config.encodingEpochs.map(Number), revoked),
    revoked,
    publisher,
    desk,
    receipts: new RetractionReceipts(outbox),
    transport,
    operators: OperatorModule.of({
      dataSource,
      explanations: new Explanations(dataSource, shelf),
      models: new Models({ dataSource, shelf, change, scoring, publisher, desk }),
      audits,
      tags,
      purge,
    }),
    health: linkageHealth(dataSource, transport, tags),
    metrics,
  });
  const rebuild = new RebuildWatch({ dataSource, publisher, desk, group: 'linkage', log });
  return { module, tasks: [rebuild, new FloodWatch(dataSource, log), tags, purge, scoring, audits] };
}
