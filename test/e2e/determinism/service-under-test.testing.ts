import type { DynamicModule } from '@nestjs/common';
import { topicsOf, type TopicKind } from '#contracts';
import { personPairModel } from '#linkage';
import { messagingMigrations, Outbox, outboxMigrations } from '#messaging';
import { HealthRegistry, Metrics } from '#observability';
import type { MigrationClass } from '#persistence';
import type { DataSource } from 'typeorm';
import { AggregatorModule } from '../../../apps/aggregator/src/aggregator.module.js';
import { aggregatorMigrations } from '../../../apps/aggregator/src/migrations/index.js';
import { ReferralHolders } from '../../../apps/aggregator/src/erasure/referral-holders.js';
import { HistoryReader } from '../../../apps/aggregator/src/referrals/history-reader.js';
import { Guards } from '../../../apps/aggregator/src/referrals/open-guards.js';
import { ReferralPolicies } from '../../../apps/aggregator/src/referrals/policies.js';
import { stateHash as aggregatorHash } from '../../../apps/aggregator/src/state-hash/state-hash.js';
import { ScoredEngine } from '../../../apps/linkage/src/clusters/scored-engine.js';
import { LinkageModule } from '../../../apps/linkage/src/linkage.module.js';
import { RetractionReceipts } from '../../../apps/linkage/src/mentions/retraction-receipts.js';
import { linkageDatabase } from '../../../apps/linkage/src/migrations/index.js';
import { stateHash as linkageHash } from '../../../apps/linkage/src/operation/state-hash.js';
import { ClusterPublisher } from '../../../apps/linkage/src/publishing/cluster-publisher.js';
import { finishRebuild } from '../../../apps/linkage/src/publishing/finish-rebuild.js';
import { ScoredCandidates } from '../../../apps/linkage/src/reviews/scored-candidates.js';
import { ProposalDesk } from '../../../apps/linkage/src/reviews/proposal-desk.js';
import { SEQUENCER_KEY } from './recorded-referrals.testing.js';

export interface StateHash {
  readonly stateHash: string;
  readonly rows: Readonly<Record<string, number>>;
}

/** A regional service: its module with the real consumer classes, what it reads, and how its state is told apart. */
export interface ServiceUnderTest {
  readonly name: 'aggregator' | 'linkage';
  readonly topics: readonly string[];
  readonly migrations: readonly MigrationClass[];
  module(dataSource: DataSource): DynamicModule;
  /** What is done when everything has been read. */
  settle(dataSource: DataSource): Promise<void>;
  hash(dataSource: DataSource): Promise<StateHash>;
}

const names = (...kinds: TopicKind[]) => kinds.flatMap((kind) => topicsOf(kind).map(({ name }) => name));
const operation = (service: string) => ({
  health: new HealthRegistry(),
  metrics: new Metrics({ service }),
  transport: { releaseQuarantined: () => Promise.resolve('not-quarantined' as const) },
});

const policies = new ReferralPolicies({ memberAt: () => undefined });
const holders = new ReferralHolders(new Outbox());
const history = new HistoryReader(new Guards([SEQUENCER_KEY]), policies, new Outbox(), holders);

export const AGGREGATOR: ServiceUnderTest = {
  name: 'aggregator',
  topics: names('case', 'binding', 'cluster', 'referral-history'),
  migrations: [...messagingMigrations, ...outboxMigrations, ...aggregatorMigrations],
  module: (dataSource) =>
    AggregatorModule.of({ dataSource, outbox: new Outbox(), ...operation('aggregator'), history, holders }),
  settle: () => Promise.resolve(),
  hash: aggregatorHash,
};

const publisher = new ClusterPublisher(new Outbox(), () => new Date(0));
const model = personPairModel();
const desk = new ProposalDesk(new ScoredCandidates(model), new Outbox(), () => new Date(0));

export const LINKAGE: ServiceUnderTest = {
  name: 'linkage',
  topics: names('mention', 'review', 'cluster', 'proposal'),
  migrations: linkageDatabase,
  module: (dataSource) =>
    LinkageModule.of({
      dataSource,
      engine: new ScoredEngine(model),
      encodings: () => null,
      revoked: new Set(),
      publisher,
      desk,
      receipts: new RetractionReceipts(new Outbox(), () => new Date(0)),
      ...operation('linkage'),
    }),
  settle: async (dataSource) => {
    if (await finishRebuild(dataSource, publisher, desk, 'linkage')) throw new Error('linkage has not read everything');
  },
  hash: linkageHash,
};
