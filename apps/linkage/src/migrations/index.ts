import { messagingMigrations, outboxMigrations } from '#messaging';
import type { MigrationClass } from '#persistence';
import { Linkage1764200000000 } from './1764200000000-linkage.js';
import { ScoredStore1764300000000 } from './1764300000000-scored-store.js';
import { Review1764310000000 } from './1764310000000-review.js';
import { Operators1764340000000 } from './1764340000000-operators.js';
import { TagSegments1764350000000 } from './1764350000000-tag-segments.js';
import { VisibleTags1764360000000 } from './1764360000000-visible-tags.js';

/** Linkage's own schema. */
export const linkageMigrations: readonly MigrationClass[] = [
  Linkage1764200000000,
  ScoredStore1764300000000,
  Review1764310000000,
  Operators1764340000000,
  TagSegments1764350000000,
  VisibleTags1764360000000,
];

/** Everything that linkage's database holds. */
export const linkageDatabase: readonly MigrationClass[] = [
  ...messagingMigrations,
  ...outboxMigrations,
  ...linkageMigrations,
];
