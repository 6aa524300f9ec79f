import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is done for persons, and to them: codes and days, entered and owned by organisations. None of it leaves the country. */
class Care1767226000000 implements MigrationInterface {
  readonly name = 'Care1767226000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA care CASCADE');
  }
}

export const careMigrations: readonly MigrationClass[] = [Care1767226000000];

const ENTRY = `
     id           uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
     case_ref     uuid        NOT NULL REFERENCES register.episode,
     organisation text        NOT NULL,
     caller       text        NOT NULL,
     recorded_at  timestamptz NOT NULL DEFAULT now(),`;

const once = (table: string, columns: string) =>
  `CONSTRAINT ${table}_once UNIQUE NULLS NOT DISTINCT (case_ref, organisation, ${columns})`;

const STATEMENTS = [
  'CREATE SCHEMA care',
  `CREATE TABLE care.assessment (${ENTRY}
     body_type text,
     taken_on  date   NOT NULL,
     review_on date   NOT NULL CHECK (review_on >= taken_on),
     risk      text   NOT NULL,
     needs     text[] NOT NULL,
     services  text[] NOT NULL,
     ${once('assessment', 'taken_on, review_on, risk, needs, services')}
   )`,
  `COMMENT ON COLUMN care.assessment.body_type IS 'of the body that took it; NULL: not stated, which attests nothing'`,
  'CREATE INDEX assessment_review ON care.assessment (organisation, review_on)',
  `CREATE TABLE care.service (${ENTRY}
     service    text NOT NULL,
     planned_on date,
     given_on   date,
     ended_on   date CHECK (ended_on >= given_on),
     funding    text,
     CHECK (coalesce(planned_on, given_on) IS NOT NULL),
     CHECK ((given_on IS NULL) = (funding IS NULL)),
     ${once('service', 'service, planned_on, given_on')}
   )`,
  'CREATE INDEX service_given ON care.service (given_on)',
  `CREATE TABLE care.penalisation (${ENTRY}
     kind        text NOT NULL,
     imposed_on  date NOT NULL,
     resolved_on date CHECK (resolved_on >= imposed_on),
     ${once('penalisation', 'kind, imposed_on')}
   )`,
  `CREATE TABLE care.person_return (${ENTRY}
     kind              text    NOT NULL CHECK (kind IN ('VOLUNTARY', 'ENFORCED')),
     returned_on       date    NOT NULL,
     inside_reflection boolean NOT NULL,
     ${once('person_return', 'kind, returned_on')}
   )`,
  `CREATE TABLE care.entitlement (${ENTRY}
     kind       text NOT NULL,
     granted_on date NOT NULL,
     ${once('entitlement', 'kind, granted_on')}
   )`,
];
