export { connectionOf, type KafkaConfig } from './connection-of.js';
export { JournalSweep, type JournalSweepOptions } from './journal-sweep.js';
export { LagWatch, type LagWatchOptions } from './lag-watch.js';
export { chunkCounters, consumerGauges, outboxGauges } from './messaging-metrics.js';
export {
  startRegionalService,
  type Assembled,
  type RegionalParts,
  type RegionalService,
  type RunningService,
} from './regional-service.js';
export { startConsuming } from './start-consuming.js';
export { transportHealth } from './transport-health.js';
export { QuarantineModule } from './quarantine/quarantine.module.js';
export type { Releasing } from './quarantine/quarantine.controller.js';
