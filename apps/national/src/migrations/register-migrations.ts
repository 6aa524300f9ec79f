import type { MigrationClass } from '#persistence';
import { Closings1767227100000 } from './closings.js';
import { OneIndexOfOrganisations1767229400000 } from './one-index-of-organisations.js';
import { RecordsOfOrganisations1767227340000 } from './records-of-organisations.js';
import { RegisterTables1764000000001 } from './register-tables.js';
import { StandingDecisions1767226900000 } from './standing-decisions.js';

/** The register's own tables. */
export const registerMigrations: readonly MigrationClass[] = [
  RegisterTables1764000000001,
  StandingDecisions1767226900000,
  Closings1767227100000,
  RecordsOfOrganisations1767227340000,
  OneIndexOfOrganisations1767229400000,
];
