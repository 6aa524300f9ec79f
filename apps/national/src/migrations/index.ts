import { messagingMigrations, outboxMigrations } from '#messaging';
import type { MigrationClass } from '#persistence';
import { agencyMigrations } from '../agencies/index.js';
import { anonymisationMigrations } from '../anonymisation/index.js';
import { careMigrations } from '../care/index.js';
import { consentMigrations } from '../consents/index.js';
import { epochMigrations } from '../epochs/index.js';
import { erasureMigrations } from '../erasure/index.js';
import { fakeMigrations } from '../fakes/index.js';
import { figuresMigrations } from '../figures/tables/index.js';
import { reflectionMigrations } from '../reflection/index.js';
import { directoryMigrations } from '../directory/index.js';
import {
  domesticMigrations,
  protectionMigrations,
  referralMigrations,
  senderTypeMigrations,
} from '../referrals/index.js';
import { rightsMigrations } from '../rights/index.js';
import { reviewMigrations } from '../reviews/index.js';
import { searchMigrations } from '../search/index.js';
import { timelineMigrations } from '../timeline/index.js';
import { registerMigrations } from './register-migrations.js';

export { registerMigrations };

/** Everything that a national service's database holds. */
export const nationalMigrations: readonly MigrationClass[] = [
  ...messagingMigrations,
  ...outboxMigrations,
  ...registerMigrations,
  ...anonymisationMigrations,
  ...reviewMigrations,
  ...epochMigrations,
  ...fakeMigrations,
  ...careMigrations,
  ...reflectionMigrations,
  ...figuresMigrations,
  ...directoryMigrations,
  ...referralMigrations,
  ...consentMigrations,
  ...erasureMigrations,
  ...searchMigrations,
  ...agencyMigrations,
  ...timelineMigrations,
  ...domesticMigrations,
  ...protectionMigrations,
  ...rightsMigrations,
  ...senderTypeMigrations,
];
