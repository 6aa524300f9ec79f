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

/** Each body's class, as events name it. A migration keeps its own copy: it must not change with the code. */
const CLASS_OF_BODY = `CASE decision_org WHEN 'NGO' THEN 'NGO' WHEN 'InternationalOrganisation' THEN 'INTERNATIONAL'
  WHEN 'Other' THEN 'OTHER' ELSE 'GOVERNMENT' END`;

/** A number could say how many decisions had left, not which of them stand abroad. */
class ToldDecisions1767227000000 implements MigrationInterface {
  readonly name = 'ToldDecisions1767227000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE anonymisation.publication ADD COLUMN decisions jsonb NOT NULL DEFAULT '[]'`);
    await runner.query(`
      UPDATE anonymisation.publication p SET decisions = told.decisions
        FROM (SELECT case_ref, p.level, jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                'outcome', CASE trafficking_status WHEN 'ActualVictimOfTrafficking' THEN 'ACTUAL' ELSE 'NOT_A_VICTIM' END,
                'decidedby', ${CLASS_OF_BODY}, 'decidedyear', extract(year FROM decided_on)::int,
                'decidedquarter', CASE WHEN p.level <= 1 THEN to_char(decided_on, 'YYYY-"Q"Q') END)) ORDER BY seq) AS decisions
                FROM anonymisation.publication p JOIN register.decision USING (case_ref)
               WHERE trafficking_status IN ('ActualVictimOfTrafficking', 'NotAVictimOfTrafficking')
                 AND decided_on IS NOT NULL AND decision_org IS NOT NULL AND seq <= p.decision_seq
               GROUP BY case_ref, p.level) told
       WHERE told.case_ref = p.case_ref`);
    await runner.query('ALTER TABLE anonymisation.publication DROP COLUMN decision_seq');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE anonymisation.publication ADD COLUMN decision_seq integer NOT NULL DEFAULT 0');
    await runner.query(`
      UPDATE anonymisation.publication p SET decision_seq = told.seq
        FROM (SELECT case_ref, max(seq) AS seq FROM register.decision GROUP BY case_ref) told
       WHERE told.case_ref = p.case_ref AND p.decisions <> '[]'`);
    await runner.query('ALTER TABLE anonymisation.publication DROP COLUMN decisions');
  }
}

class ToldClosings1767227200000 implements MigrationInterface {
  readonly name = 'ToldClosings1767227200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE anonymisation.publication ADD COLUMN closing_seq integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE anonymisation.publication DROP COLUMN closing_seq');
  }
}

export const anonymisationMigrations: readonly MigrationClass[] = [
  CreatePublication1767225700000,
  MentionEpochs1767225900000,
  ToldDecisions1767227000000,
  ToldClosings1767227200000,
];
