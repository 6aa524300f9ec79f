import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sealed entries that a search opens. Those of cases that are there already are made by `IndexCases`: a migration has no keys. */
class SearchEntries1767226500000 implements MigrationInterface {
  readonly name = 'SearchEntries1767226500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE register.search_entry (
        case_ref uuid     PRIMARY KEY REFERENCES register.identity ON DELETE CASCADE,
        version  smallint NOT NULL,
        nonce    bytea    NOT NULL,
        entry    bytea    NOT NULL,
        tag      bytea    NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE register.search_entry');
  }
}

export const searchMigrations: readonly MigrationClass[] = [SearchEntries1767226500000];
