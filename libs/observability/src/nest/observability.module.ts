import { Module, type DynamicModule } from '@nestjs/common';
import { HealthRegistry } from '../health/health-registry.js';
import { Metrics } from '../metrics/metrics.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';

/** `GET /health/live`, `GET /health/ready`, `GET /metrics`, and both registries for injection everywhere. */
@Module({})
export class ObservabilityModule {
  static forRoot(options: { health: HealthRegistry; metrics: Metrics }): DynamicModule {
    return {
      module: ObservabilityModule,
      global: true,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: HealthRegistry, useValue: options.health },
        { provide: Metrics, useValue: options.metrics },
      ],
      exports: [HealthRegistry, Metrics],
    };
  }
}
