import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Proposals of matches, what this country answered, and who looked at what. Histories are only added to. */
class Reviews1767225800000 implements MigrationInterface {
  readonly name = 'Reviews1767225800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA review CASCADE');
  }
}

/** Two own records can be compared; that is a look as well. */
class WhyNot1767225850000 implements MigrationInterface {
  readonly name = 'WhyNot1767225850000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE review.read_log DROP CONSTRAINT read_log_act_check');
    await runner.query(
      `ALTER TABLE review.read_log ADD CONSTRAINT read_log_act_check
         CHECK (act IN ('LISTED', 'OPENED', 'WHY', 'HISTORY', 'LINKS', 'WHY_NOT'))`,
    );
  }

  /** The log is only added to: what it holds by then stays allowed. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}

export const reviewMigrations: readonly MigrationClass[] = [Reviews1767225800000, WhyNot1767225850000];

const STATEMENTS = [
  'CREATE SCHEMA review',
  `CREATE TABLE review.proposal (
     match_ref        uuid        PRIMARY KEY,
     mention_ref      uuid        NOT NULL,
     case_ref         uuid        REFERENCES register.episode,
     bands            jsonb       NOT NULL,
     explanation      text        NOT NULL,
     lookalike        text,
     outcome          text        NOT NULL CHECK (outcome IN ('OPEN', 'CONFIRMED', 'UNLINKED', 'WITHDRAWN')),
     contact_country  text,
     contact_reviewer text,
     decision         text        CHECK (decision IN ('SAME', 'DIFFERENT', 'UNSURE')),
     basis            text,
     reviewer         text,
     told_at          timestamptz NOT NULL DEFAULT now(),
     answered_at      timestamptz,
     CHECK ((contact_country IS NULL) = (contact_reviewer IS NULL)),
     CHECK (contact_country IS NULL OR outcome = 'CONFIRMED'),
     CHECK ((decision IS NULL) = (answered_at IS NULL))
   )`,
  `COMMENT ON COLUMN review.proposal.case_ref IS 'NULL: of a mention that stands for nobody, or that was gone already'`,
  'CREATE INDEX proposal_case ON review.proposal (case_ref)',
  `CREATE TABLE review.entry (
     seq          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     at           timestamptz NOT NULL DEFAULT now(),
     match_ref    uuid        NOT NULL REFERENCES review.proposal,
     kind         text        NOT NULL CHECK (kind IN ('PROPOSED', 'CONFIRMED', 'UNLINKED', 'WITHDRAWN', 'ANSWERED')),
     decision     text,
     basis        text,
     reviewer     text,
     caller       text,
     organisation text
   )`,
  'CREATE INDEX entry_match ON review.entry (match_ref, seq)',
  `CREATE TABLE review.read_log (
     seq          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     at           timestamptz NOT NULL,
     caller       text        NOT NULL,
     organisation text        NOT NULL,
     act          text        NOT NULL CHECK (act IN ('LISTED', 'OPENED', 'WHY', 'HISTORY', 'LINKS')),
     match_ref    uuid,
     record_id    text
   )`,
  `COMMENT ON TABLE review.read_log IS 'who looked at which proposal: whoever asks "is she known?" leaves a trace'`,
  'CREATE INDEX read_log_organisation ON review.read_log (organisation, at)',
  `CREATE FUNCTION review.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'histories of reviews are only added to'; END $$`,
  ...['entry', 'read_log'].map(
    (table) => `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON review.${table}
                  FOR EACH STATEMENT EXECUTE FUNCTION review.refuse_change()`,
  ),
];
