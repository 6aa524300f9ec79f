import { messagingMigrations, outboxMigrations } from '#messaging';
import type { MigrationClass } from '#persistence';
import { Linkage1764200000000 } from './1764200000000-linkage.js';

/** Linkage's own schema. */
export const linkageMigrations: readonly MigrationClass[] = [Linkage1764200000000];

/** Everything that linkage's database holds. */
export const linkageDatabase: readonly MigrationClass[] = [
  ...messagingMigrations,
  ...outboxMigrations,
  ...linkageMigrations,
];
