import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class CreatePublication1767225700000 implements MigrationInterface {
  readonly name = 'CreatePublication1767225700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA anonymisation');
    await runner.query(`
      CREATE TABLE anonymisation.publication (
        case_ref       uuid     PRIMARY KEY,
        level          smallint CHECK (level BETWEEN 0 AND 7),
        profile        jsonb,
        tuple_key      text,
        person_ref     uuid,
        decision_seq   integer  NOT NULL,
        ended          text     CHECK (ended IN ('VOIDED', 'ERASED')),
        seen_keys      text[],
        seen_on        date,
        mention_ref    uuid     UNIQUE,
        mention_digest text,
        consent_salt   text,
        problem        text,
        CHECK ((level IS NULL) = (profile IS NULL) AND (level IS NULL) = (person_ref IS NULL)),
        CHECK ((mention_ref IS NULL) = (mention_digest IS NULL))
      )`);
    await runner.query(`COMMENT ON TABLE anonymisation.publication IS 'What of each case has left the country'`);
    await runner.query('CREATE INDEX publication_person ON anonymisation.publication (person_ref)');
    await runner.query(`
      CREATE INDEX publication_tuple ON anonymisation.publication (tuple_key) WHERE tuple_key IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA anonymisation CASCADE');
  }
}

class MentionEpochs1767225900000 implements MigrationInterface {
  readonly name = 'MentionEpochs1767225900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE anonymisation.publication ADD COLUMN mention_epochs text');
    await runner.query(`UPDATE anonymisation.publication SET mention_epochs = '1' WHERE mention_ref IS NOT NULL`);
    await runner.query(`
      ALTER TABLE anonymisation.publication ADD CHECK ((mention_ref IS NULL) = (mention_epochs IS NULL))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE anonymisation.publication DROP COLUMN mention_epochs');
  }
}

export const anonymisationMigrations: readonly MigrationClass[] = [
  CreatePublication1767225700000,
  MentionEpochs1767225900000,
];
