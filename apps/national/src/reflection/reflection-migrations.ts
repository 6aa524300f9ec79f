import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What bodies did about reflection periods, and the returns that broke one. Nothing of it leaves the country. */
class Reflection1767226010000 implements MigrationInterface {
  readonly name = 'Reflection1767226010000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA reflection CASCADE');
  }
}

/** After `careMigrations`. */
export const reflectionMigrations: readonly MigrationClass[] = [Reflection1767226010000];

const STATEMENTS = [
  'CREATE SCHEMA reflection',
  `CREATE TABLE reflection.act (
     case_ref     uuid        NOT NULL REFERENCES register.episode,
     seq          integer     NOT NULL,
     act          text        NOT NULL CHECK (act IN ('EXTENDED', 'ENDED')),
     on_day       date        NOT NULL,
     days         integer     CHECK (days BETWEEN 1 AND 365),
     ground       text,
     organisation text        NOT NULL,
     caller       text        NOT NULL,
     recorded_at  timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (case_ref, seq),
     CHECK ((act = 'EXTENDED') = (days IS NOT NULL)),
     CHECK ((act = 'ENDED') = (ground IS NOT NULL))
   )`,
  `CREATE TABLE reflection.breach (
     return_id   uuid        PRIMARY KEY REFERENCES care.person_return,
     case_ref    uuid        NOT NULL REFERENCES register.episode,
     returned_on date        NOT NULL,
     raised_at   timestamptz NOT NULL DEFAULT now()
   )`,
  `COMMENT ON TABLE reflection.breach IS 'a person was removed inside their reflection period'`,
];
