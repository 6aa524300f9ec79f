import { messagingMigrations, outboxMigrations } from '#messaging';
import { migrationStep } from '#persistence';
import { aggregatorMigrations } from './migrations/index.js';

await migrationStep('aggregator', [...messagingMigrations, ...outboxMigrations, ...aggregatorMigrations], process.env);
