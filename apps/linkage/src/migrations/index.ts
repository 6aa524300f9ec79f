import type { MigrationClass } from '#persistence';
import { Linkage1764200000000 } from './1764200000000-linkage.js';

/** Linkage's own schema. `messagingMigrations` and `outboxMigrations` go with it. */
export const linkageMigrations: readonly MigrationClass[] = [Linkage1764200000000];
