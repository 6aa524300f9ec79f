import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What persons ask for and complain of, what laws and emergencies did to their data, breaches, and who read what. Codes and days only. */
class Rights1767226600000 implements MigrationInterface {
  readonly name = 'Rights1767226600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA rights CASCADE');
  }
}

export const rightsMigrations: readonly MigrationClass[] = [Rights1767226600000];

const ENTRY = `
     id           uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
     organisation text        NOT NULL,
     caller       text        NOT NULL,
     recorded_at  timestamptz NOT NULL DEFAULT now(),`;
const OF_CASE = `${ENTRY}
     case_ref     uuid        NOT NULL REFERENCES register.episode,`;

const STATEMENTS = [
  'CREATE SCHEMA rights',
  `CREATE TABLE rights.correction (${OF_CASE}
     asked_on   date   NOT NULL,
     due_on     date   NOT NULL,
     fields     text[] NOT NULL CHECK (cardinality(fields) > 0),
     decision   text   CHECK (decision IN ('ACCEPTED', 'REFUSED')),
     refusal    text,
     decided_by text,
     decided_on date,
     told_on    date,
     language   text,
     CONSTRAINT correction_once UNIQUE (case_ref, asked_on, fields),
     CHECK ((decision IS NULL) = (decided_on IS NULL) AND (decision IS NULL) = (decided_by IS NULL)),
     CHECK ((refusal IS NOT NULL) = (decision IS NOT NULL AND decision = 'REFUSED')),
     CHECK ((told_on IS NULL) = (language IS NULL) AND (told_on IS NULL OR decision IS NOT NULL))
   )`,
  `CREATE TABLE rights.complaint (${OF_CASE}
     filed_on    date NOT NULL,
     due_on      date NOT NULL,
     about       text NOT NULL,
     outcome     text,
     answered_by text,
     answered_on date,
     told_on     date,
     language    text,
     CONSTRAINT complaint_once UNIQUE (case_ref, filed_on, about),
     CHECK ((outcome IS NULL) = (answered_on IS NULL) AND (outcome IS NULL) = (answered_by IS NULL)),
     CHECK ((told_on IS NULL) = (language IS NULL) AND (told_on IS NULL OR outcome IS NOT NULL))
   )`,
  `CREATE TABLE rights.emergency (${OF_CASE}
     begun_at   timestamptz NOT NULL,
     incapacity text        NOT NULL,
     second_by  text        CHECK (second_by <> caller),
     second_at  timestamptz,
     told_at    timestamptz CHECK (told_at >= begun_at),
     CHECK ((second_by IS NULL) = (second_at IS NULL))
   )`,
  'CREATE INDEX emergency_case ON rights.emergency (case_ref, begun_at)',
  `CREATE TABLE rights.disclosure (${ENTRY}
     case_ref      uuid    REFERENCES register.episode,
     demanded_by   text    NOT NULL,
     basis         text    NOT NULL,
     provision     text    NOT NULL,
     parts         text[]  NOT NULL,
     disclosed_on  date    NOT NULL,
     in_reflection boolean NOT NULL,
     informed_on   date,
     not_informed  text,
     review_on     date,
     CONSTRAINT disclosure_once UNIQUE (case_ref, demanded_by, basis, provision, disclosed_on),
     CHECK (case_ref IS NULL OR (informed_on IS NULL) = (not_informed IS NOT NULL)),
     CHECK ((not_informed IS NULL) = (review_on IS NULL))
   )`,
  `COMMENT ON COLUMN rights.disclosure.case_ref IS 'NULL: the case was erased; that something was disclosed in that month stays'`,
  `CREATE TABLE rights.incident (${ENTRY}
     kind       text        NOT NULL,
     noticed_at timestamptz NOT NULL,
     affected   integer     NOT NULL CHECK (affected >= 0),
     closed_at  timestamptz,
     CONSTRAINT incident_once UNIQUE (organisation, kind, noticed_at)
   )`,
  `CREATE TABLE rights.incident_case (
     incident_id uuid NOT NULL REFERENCES rights.incident,
     case_ref    uuid NOT NULL REFERENCES register.episode,
     PRIMARY KEY (incident_id, case_ref)
   )`,
  'CREATE INDEX incident_case_ref ON rights.incident_case (case_ref)',
  `CREATE TABLE rights.incident_told (
     incident_id uuid        NOT NULL REFERENCES rights.incident,
     who         text        NOT NULL,
     case_ref    uuid        REFERENCES register.episode,
     told_at     timestamptz NOT NULL,
     caller      text        NOT NULL,
     UNIQUE NULLS NOT DISTINCT (incident_id, who, case_ref)
   )`,
  `CREATE TABLE rights.read_log (
     seq          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     at           timestamptz NOT NULL DEFAULT now(),
     caller       text        NOT NULL,
     organisation text        NOT NULL,
     case_ref     uuid        NOT NULL,
     act          text        NOT NULL CHECK (act IN
       ('RECORD', 'CARE', 'CONSENTS', 'REFERRAL', 'TIMELINE', 'ACCESS_REPORT', 'EXPORT'))
   )`,
  `COMMENT ON TABLE rights.read_log IS 'who read what is held about a person: they may ask'`,
  'CREATE INDEX read_log_case ON rights.read_log (case_ref, seq)',
  `CREATE FUNCTION rights.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'who read what is only added to'; END $$`,
  `CREATE TRIGGER read_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rights.read_log
     FOR EACH STATEMENT EXECUTE FUNCTION rights.refuse_change()`,
];
