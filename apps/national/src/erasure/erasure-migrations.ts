import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What persons asked to be erased, and which holder has confirmed it. References only. */
class Erasures1767226110000 implements MigrationInterface {
  readonly name = 'Erasures1767226110000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA erasure CASCADE');
  }
}

export const erasureMigrations: readonly MigrationClass[] = [Erasures1767226110000];

const STATEMENTS = [
  'CREATE SCHEMA erasure',
  `CREATE TABLE erasure.request (
     case_ref     uuid        PRIMARY KEY REFERENCES register.episode,
     organisation text        NOT NULL,
     caller       text        NOT NULL,
     asked_on     date        NOT NULL,
     status       text        NOT NULL CHECK (status IN ('REQUESTED', 'LIMITED', 'ERASED')),
     duty         text        CHECK (duty IN ('COURT_ORDER', 'STATUTORY_RETENTION', 'LEGAL_CLAIM')),
     requested_at timestamptz NOT NULL,
     erased_at    timestamptz,
     CHECK ((status = 'LIMITED') = (duty IS NOT NULL)),
     CHECK ((status = 'ERASED') = (erased_at IS NOT NULL))
   )`,
  'CREATE INDEX request_organisation ON erasure.request (organisation, requested_at)',
  `CREATE TABLE erasure.holder (
     case_ref     uuid        NOT NULL REFERENCES erasure.request,
     holder       text        NOT NULL,
     subject      uuid        NOT NULL,
     asked_at     timestamptz NOT NULL,
     confirmed_at timestamptz,
     PRIMARY KEY (holder, subject)
   )`,
  'CREATE INDEX holder_case ON erasure.holder (case_ref)',
];
