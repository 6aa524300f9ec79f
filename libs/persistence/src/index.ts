export * from './connect.js';
export * from './data-source.js';
export * from './migrate.js';
export { migrationStep } from './migration-step.js';
export * from './provision-database.js';
export * from './retrying-transaction.js';
export * from './statement-failed.js';
export * from './transaction.js';
export * from './transient.js';
