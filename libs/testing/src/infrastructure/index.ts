export { eventually, type EventuallyOptions } from './wait.js';
export { freePorts } from './free-ports.js';
export { InfrastructureError, type InfrastructureErrorCode } from './errors.js';
export { formatArguments, startKafka, type KafkaOptions, type KafkaServer } from './kafka-server.js';
export { ADMIN_PRINCIPAL, BROKER_PRINCIPAL, brokerProperties, type BrokerSettings } from './kafka-properties.js';
export { newPassword } from './kafka-identity.js';
export { startPostgres, type PostgresOptions, type PostgresServer } from './postgres-server.js';
export {
  describeUser,
  hasScramUser,
  removeScramUser,
  setScramUser,
  setUserQuota,
  type KafkaAdmin,
  type UserQuota,
} from './kafka-admin.js';
export { removePostgresFolder } from './postgres-folder.js';
export { argumentFile } from './java-arguments.js';
export { POSTGRES_SETTINGS } from './postgres-settings.js';
export { repositoryRoot } from './repository.js';
