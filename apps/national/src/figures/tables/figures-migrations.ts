import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts that officers enter, tables that left, and who vouched for them. */
class PeriodFigures1767226020000 implements MigrationInterface {
  readonly name = 'PeriodFigures1767226020000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA figures CASCADE');
  }
}

/** After `careMigrations` and `reflectionMigrations`, which the figures count. */
export const figuresMigrations: readonly MigrationClass[] = [PeriodFigures1767226020000];

const STATEMENTS = [
  'CREATE SCHEMA figures',
  `CREATE TABLE figures.monthly_count (
     month      text        NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
     name       text        NOT NULL,
     codes      text        NOT NULL,
     value      integer     NOT NULL CHECK (value >= 0),
     entered_by text        NOT NULL,
     entered_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (month, name, codes)
   )`,
  `CREATE TABLE figures.published (
     period       text        NOT NULL,
     name         text        NOT NULL,
     version      integer     NOT NULL,
     cells        jsonb       NOT NULL,
     digest       text        NOT NULL,
     published_by text        NOT NULL,
     published_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (period, name, version)
   )`,
  `CREATE TABLE figures.attested (
     period         text        NOT NULL,
     name           text        NOT NULL,
     version        integer     NOT NULL,
     complete       boolean     NOT NULL,
     zero_confirmed boolean     NOT NULL,
     attested_by    text        NOT NULL,
     attested_at    timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (period, name, version),
     FOREIGN KEY (period, name, version) REFERENCES figures.published
   )`,
];
