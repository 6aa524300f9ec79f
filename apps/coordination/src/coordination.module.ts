import { Module, type DynamicModule } from '@nestjs/common';
import { ObservabilityModule, type HealthRegistry, type Metrics } from '#observability';
import { DataSource } from 'typeorm';
import { CountryFigures } from './country-figures/country-figures.js';
import { CountryFiguresController } from './country-figures/country-figures.controller.js';
import { Identified } from './identified/identified.js';
import { IdentifiedController } from './identified/identified.controller.js';
import { Indicators } from './indicators/indicators.js';
import { IndicatorsController } from './indicators/indicators.controller.js';

export interface CoordinationParts {
  readonly dataSource: DataSource;
  readonly health: HealthRegistry;
  readonly metrics: Metrics;
}

/** The read API for the region: figures out of the aggregator's reporting schema, nothing stored, nothing published. */
@Module({})
export class CoordinationModule {
  static of({ dataSource, health, metrics }: CoordinationParts): DynamicModule {
    return {
      module: CoordinationModule,
      imports: [ObservabilityModule.forRoot({ health, metrics })],
      controllers: [IndicatorsController, IdentifiedController, CountryFiguresController],
      providers: [{ provide: DataSource, useValue: dataSource }, Indicators, Identified, CountryFigures],
    };
  }
}
