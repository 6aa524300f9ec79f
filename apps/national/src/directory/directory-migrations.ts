import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who takes referrals: the own organisations that list themselves, and those of the other countries with their keys. */
class Directory1767226040000 implements MigrationInterface {
  readonly name = 'Directory1767226040000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA directory CASCADE');
  }
}

export const directoryMigrations: readonly MigrationClass[] = [Directory1767226040000];

const STATEMENTS = [
  'CREATE SCHEMA directory',
  `CREATE TABLE directory.own_organisation (
     organisation     text  PRIMARY KEY,
     organisation_ref uuid  NOT NULL UNIQUE,
     listing          jsonb NOT NULL
   )`,
  `COMMENT ON TABLE directory.own_organisation IS 'the present listing alone: who was full when is nobody''s history'`,
  `CREATE TABLE directory.foreign_organisation (
     country          text  NOT NULL,
     organisation_ref uuid  NOT NULL,
     listing          jsonb NOT NULL,
     PRIMARY KEY (country, organisation_ref)
   )`,
  `CREATE TABLE directory.foreign_key (
     country text NOT NULL,
     kid     uuid NOT NULL,
     x       text NOT NULL,
     used_at timestamptz,
     PRIMARY KEY (country, kid)
   )`,
  `COMMENT ON TABLE directory.foreign_key IS 'one-time keys of other countries for this one; each seals one part'`,
  'CREATE INDEX foreign_key_unused ON directory.foreign_key (country) WHERE used_at IS NULL',
];
