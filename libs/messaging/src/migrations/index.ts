import type { MigrationClass } from '#persistence';
import { Messaging1764000100000 } from './1764000100000-messaging.js';

/** Schema `messaging` of the consuming side, for every service that reads topics. */
export const messagingMigrations: readonly MigrationClass[] = [Messaging1764000100000];
