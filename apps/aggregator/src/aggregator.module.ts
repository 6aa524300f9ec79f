import { Module, type DynamicModule } from '@nestjs/common';
import { Outbox, QuarantineModule, type Releasing } from '#messaging';
import { ObservabilityModule, type HealthRegistry, type Metrics } from '#observability';
import { DataSource } from 'typeorm';
import { BindingConsumer } from './bindings/binding.consumer.js';
import { CaseConsumer } from './cases/case.consumer.js';
import { ClusterConsumer } from './clusters/cluster.consumer.js';
import { ErasureConsumer } from './erasure/erasure.consumer.js';
import { ReferralHolders } from './erasure/referral-holders.js';
import { FiguresConsumer } from './figures/figures.consumer.js';
import { ClockConsumer } from './referrals/clock.consumer.js';
import { ReferralCommandConsumer } from './referrals/command.consumer.js';
import { ReferralHistoryConsumer } from './referrals/history.consumer.js';
import { HistoryReader } from './referrals/history-reader.js';
import { ProgressController } from './progress/progress.controller.js';
import { StateHashController } from './state-hash/state-hash.controller.js';

export interface AggregatorParts {
  readonly transport: Releasing;
  readonly dataSource: DataSource;
  readonly outbox: Outbox;
  readonly health: HealthRegistry;
  readonly metrics: Metrics;
  readonly history: HistoryReader;
  readonly holders: ReferralHolders;
}

/** The regional service: folds what the countries and linkage say into one state. No identities, no encodings. */
@Module({})
export class AggregatorModule {
  static of({ dataSource, outbox, health, metrics, transport, history, holders }: AggregatorParts): DynamicModule {
    return {
      module: AggregatorModule,
      imports: [ObservabilityModule.forRoot({ health, metrics }), QuarantineModule.of(dataSource, transport)],
      controllers: [
        CaseConsumer,
        BindingConsumer,
        ClusterConsumer,
        FiguresConsumer,
        ErasureConsumer,
        ReferralCommandConsumer,
        ReferralHistoryConsumer,
        ClockConsumer,
        StateHashController,
        ProgressController,
      ],
      providers: [
        { provide: DataSource, useValue: dataSource },
        { provide: Outbox, useValue: outbox },
        { provide: HistoryReader, useValue: history },
        { provide: ReferralHolders, useValue: holders },
      ],
    };
  }
}
