import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mentions of nobody: numbers and states. What they say is derived from the country's key. */
class Fakes1767225920000 implements MigrationInterface {
  readonly name = 'Fakes1767225920000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE anonymisation.fake (
        number         integer  PRIMARY KEY,
        mention_ref    uuid     NOT NULL UNIQUE,
        month          text     NOT NULL,
        shape          text     NOT NULL,
        corrections    integer  NOT NULL DEFAULT 0,
        mention_epochs text     NOT NULL,
        ends_at        timestamptz,
        standing       boolean  NOT NULL DEFAULT true,
        policy         text     NOT NULL,
        percent        smallint NOT NULL
      )`);
    await runner.query('CREATE INDEX fake_end ON anonymisation.fake (ends_at) WHERE standing');
    await runner.query(`
      CREATE TABLE anonymisation.fake_debt (
        act   text             PRIMARY KEY CHECK (act IN ('PUBLISHED', 'REVISED', 'RETRACTED')),
        turns bigint           NOT NULL DEFAULT 0,
        owed  double precision NOT NULL DEFAULT 0
      )`);
    await runner.query(`
      INSERT INTO anonymisation.fake_debt (act) VALUES ('PUBLISHED'), ('REVISED'), ('RETRACTED')`);
    await runner.query(
      `COMMENT ON TABLE anonymisation.fake_debt IS 'What fakes still owe to look like the real mentions'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE anonymisation.fake, anonymisation.fake_debt');
  }
}

export const fakeMigrations: readonly MigrationClass[] = [Fakes1767225920000];
