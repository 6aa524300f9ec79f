export * from './accepted-event.js';
export { nextBatch } from './outbox/batch-order.js';
export { Outbox } from './outbox/outbox.js';
export { OutboxError, type OutboxErrorCode } from './outbox/outbox-error.js';
export { outboxMigrations } from './outbox/outbox-migrations.js';
export { outboxState, pendingCount, pruneJournal, releaseAll, resend, type OutboxState } from './outbox/outbox-state.js';
export { partitionFor } from './outbox/partition.js';
export { Relay, type RelayOptions } from './outbox/relay.js';
