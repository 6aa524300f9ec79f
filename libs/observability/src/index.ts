export * from './config/config-error.js';
export {
  readConfig,
  NotAsExpected,
  type ConfigOf,
  type ConfigSpec,
  type Environment,
  type Variable,
} from './config/read-config.js';
export * from './config/variables.js';
export * from './config/file-variables.js';
export * from './config/service-variables.js';
export * from './health/unhealthy.js';
export * from './health/health-registry.js';
export { createLogger, type Logger, type LoggerOptions } from './logging/logger.js';
export { describeError, type ErrorDescription } from './logging/describe-error.js';
export { nestLogger, type NestLogger } from './logging/nest-logger.js';
export { REDACTED_FIELDS } from './logging/redaction.js';
export * from './metrics/metrics.js';
export { FinalFailure } from './process/final-failure.js';
export { runService, type StartService, type Stoppable } from './process/run-service.js';
export * from './nest/health.controller.js';
export * from './nest/metrics.controller.js';
export * from './nest/observability.module.js';
