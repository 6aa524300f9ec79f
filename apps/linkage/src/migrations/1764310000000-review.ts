import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each country was told about matches, and who there can be asked. */
export class Review1764310000000 implements MigrationInterface {
  readonly name = 'Review1764310000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA review CASCADE');
  }
}

const STATEMENTS = [
  'CREATE SCHEMA review',
  `CREATE TABLE review.told (
     country       text NOT NULL,
     match_ref     uuid NOT NULL,
     mention_ref   uuid NOT NULL,
     other_country text NOT NULL,
     other_ref     uuid NOT NULL,
     told          text NOT NULL CHECK (told IN ('PROPOSED', 'CONFIRMED', 'UNLINKED', 'WITHDRAWN')),
     PRIMARY KEY (country, match_ref),
     CHECK (country <> other_country)
   )`,
  `COMMENT ON TABLE review.told IS 'what the country was told last about a match of its mention; the topic linkage.proposal repeats it'`,
  'CREATE INDEX told_own ON review.told (country, mention_ref)',
  'CREATE INDEX told_other ON review.told (other_country, other_ref)',
  'CREATE INDEX told_match ON review.told (match_ref)',
  `CREATE TABLE review.contact (
     country   text   NOT NULL,
     match_ref uuid   NOT NULL,
     version   bigint NOT NULL,
     reviewer  text   NOT NULL,
     PRIMARY KEY (country, match_ref)
   )`,
  `COMMENT ON TABLE review.contact IS 'role of the person who gave the country''s last answer'`,
];
