export * from './accepted-event.js';
export { nextBatch } from './outbox/batch-order.js';
export { continueVersions, versionsAhead, type PublishedVersion } from './outbox/continue-versions.js';
export { Outbox } from './outbox/outbox.js';
export { withdrawHeld, type HeldEvents } from './outbox/withdraw-held.js';
export { OutboxError, type OutboxErrorCode } from './outbox/outbox-error.js';
export { outboxMigrations } from './outbox/outbox-migrations.js';
export {
  outboxState,
  pendingCount,
  pruneJournal,
  releaseAll,
  resend,
  type OutboxState,
} from './outbox/outbox-state.js';
export { partitionFor } from './outbox/partition.js';
export { Relay, type RelayOptions } from './outbox/relay.js';
export { applyAgencyTopology, type AgencyTopologyOptions } from './agency-topology.js';
export { applyContract, applyTopology, type AppliedTopology, type BrokerContract } from './topology.js';
export type { TopologyOptions } from './topology-options.js';
export { TopologyError, type TopologyErrorCode } from './topology-error.js';
export { applyQuotas, setClientQuotas, type UserQuota } from './kafka/client-quotas.js';
export { setScramUsers, type ScramUser } from './kafka/scram-users.js';
export { createKafka, type KafkaConnection } from './kafka/kafka-connection.js';
export { LogInspector } from './kafka/log-inspector.js';
export { memberSubject } from './members-log/member-subject.js';
export { MembersLogWriter, type RevocationData } from './members-log/members-log-writer.js';
export * from './consuming.js';
export { WakefulPause } from './wakeful-pause.js';
export * from './operation/index.js';
