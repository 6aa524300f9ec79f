import { Module, type DynamicModule } from '@nestjs/common';
import { QuarantineModule, type Releasing } from '#messaging';
import { ObservabilityModule, type HealthRegistry, type Metrics } from '#observability';
import { DataSource } from 'typeorm';
import { BindingConsumer } from './bindings/binding.consumer.js';
import { CaseConsumer } from './cases/case.consumer.js';
import { ClusterConsumer } from './clusters/cluster.consumer.js';
import { ProgressController } from './progress/progress.controller.js';
import { StateHashController } from './state-hash/state-hash.controller.js';

export interface AggregatorParts {
  readonly transport: Releasing;
  readonly dataSource: DataSource;
  readonly health: HealthRegistry;
  readonly metrics: Metrics;
}

/** The regional service: folds what the countries and linkage say into one state. No identities, no encodings. */
@Module({})
export class AggregatorModule {
  static of({ dataSource, health, metrics, transport }: AggregatorParts): DynamicModule {
    return {
      module: AggregatorModule,
      imports: [ObservabilityModule.forRoot({ health, metrics }), QuarantineModule.of(dataSource, transport)],
      controllers: [CaseConsumer, BindingConsumer, ClusterConsumer, StateHashController, ProgressController],
      providers: [{ provide: DataSource, useValue: dataSource }],
    };
  }
}
