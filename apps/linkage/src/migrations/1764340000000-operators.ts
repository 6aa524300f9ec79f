import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operators ask, audits of recall, and the change from one scoring model to another. */
export class Operators1764340000000 implements MigrationInterface {
  readonly name = 'Operators1764340000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  down(): Promise<void> {
    throw new Error(
      'Empty the database and migrate to the version you want: the store rebuilds itself from its topics.',
    );
  }
}

const STATEMENTS = [
  `CREATE TABLE linkage.look (
     seq     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     at      timestamptz NOT NULL DEFAULT now(),
     caller  text        NOT NULL,
     act     text        NOT NULL CHECK (act IN ('WHY', 'WHY_NOT', 'HOW', 'HISTORY', 'CONTESTED')),
     subject text        NOT NULL
   )`,
  `COMMENT ON TABLE linkage.look IS 'which explanations an operator asked for'`,
  'CREATE INDEX look_caller ON linkage.look (caller, at)',
  `CREATE FUNCTION linkage.refuse_change_of_looks() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'the log of looks is only added to'; END $$`,
  `CREATE TRIGGER look_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON linkage.look
     FOR EACH STATEMENT EXECUTE FUNCTION linkage.refuse_change_of_looks()`,
  `CREATE TABLE linkage.audit (
     id          integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     state       text        NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'CANCELLED', 'FAILED', 'INTERRUPTED')),
     started_at  timestamptz NOT NULL DEFAULT now(),
     finished_at timestamptz,
     caller      text        NOT NULL,
     sample      integer     NOT NULL CHECK (sample >= 1),
     scanned     integer     NOT NULL DEFAULT 0,
     mentions    integer     NOT NULL DEFAULT 0,
     problem     text,
     result      jsonb,
     CHECK ((state = 'RUNNING') = (finished_at IS NULL)),
     CHECK ((state = 'DONE') = (result IS NOT NULL))
   )`,
  `COMMENT ON COLUMN linkage.audit.problem IS 'error code of one that failed'`,
  'ALTER TABLE linkage.model DROP CONSTRAINT model_state_check',
  `ALTER TABLE linkage.model ADD CONSTRAINT model_state_check CHECK (state IN ('CURRENT', 'CANDIDATE', 'FORMER'))`,
  `CREATE UNIQUE INDEX model_candidate ON linkage.model (state) WHERE state = 'CANDIDATE'`,
  `CREATE TABLE linkage.model_change (
     only_row   boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
     scored     integer     NOT NULL DEFAULT 0,
     started_at timestamptz NOT NULL DEFAULT now(),
     caller     text        NOT NULL
   )`,
  `COMMENT ON COLUMN linkage.model_change.scored IS
     'all pairs of mentions with numbers up to this one have edges of the candidate'`,
];
