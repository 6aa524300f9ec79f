import { Module, type DynamicModule } from '@nestjs/common';
import { QuarantineModule, type Releasing } from '#messaging';
import { ObservabilityModule, type HealthRegistry, type Metrics } from '#observability';
import { DataSource } from 'typeorm';
import { LINKAGE_ENGINE, type LinkageEngine } from './clusters/linkage-engine.js';
import { ReviewConsumer } from './decisions/review.consumer.js';
import { REVOKED_EPOCHS, type RevokedEpochs } from './epochs/revoked-epochs.js';
import { ENCODING_CHECK, type EncodingCheck } from './mentions/encoding-check.js';
import { MentionConsumer } from './mentions/mention.consumer.js';
import { RetractionReceipts } from './mentions/retraction-receipts.js';
import { ProgressController } from './operation/progress.controller.js';
import { StateHashController } from './operation/state-hash.controller.js';
import { ClusterPublisher } from './publishing/cluster-publisher.js';
import { OwnClusterConsumer } from './publishing/own-cluster.consumer.js';
import { OwnProposalConsumer } from './reviews/own-proposal.consumer.js';
import { ProposalDesk } from './reviews/proposal-desk.js';

export interface LinkageParts {
  readonly transport: Releasing;
  readonly dataSource: DataSource;
  readonly engine: LinkageEngine;
  readonly encodings: EncodingCheck;
  readonly revoked: RevokedEpochs;
  readonly publisher: ClusterPublisher;
  readonly desk: ProposalDesk;
  readonly receipts: RetractionReceipts;
  /** What operators ask and do beside the consumers' work. */
  readonly operators?: DynamicModule;
  readonly health: HealthRegistry;
  readonly metrics: Metrics;
}

/** Persons from keyed encodings. No identities, no keys, no facts of a case. */
@Module({})
export class LinkageModule {
  static of({
    dataSource,
    engine,
    encodings,
    revoked,
    publisher,
    desk,
    receipts,
    operators,
    health,
    metrics,
    transport,
  }: LinkageParts): DynamicModule {
    return {
      module: LinkageModule,
      imports: [
        ObservabilityModule.forRoot({ health, metrics }),
        QuarantineModule.of(dataSource, transport),
        ...(operators === undefined ? [] : [operators]),
      ],
      controllers: [
        MentionConsumer,
        ReviewConsumer,
        OwnClusterConsumer,
        OwnProposalConsumer,
        StateHashController,
        ProgressController,
      ],
      providers: [
        { provide: DataSource, useValue: dataSource },
        { provide: LINKAGE_ENGINE, useValue: engine },
        { provide: ENCODING_CHECK, useValue: encodings },
        { provide: REVOKED_EPOCHS, useValue: revoked },
        { provide: ClusterPublisher, useValue: publisher },
        { provide: ProposalDesk, useValue: desk },
        { provide: RetractionReceipts, useValue: receipts },
      ],
    };
  }
}
