import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a case was closed and opened again: one row a turn, closed and open by turns. */
export class Closings1767227100000 implements MigrationInterface {
  readonly name = 'Closings1767227100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE register.closing (
        case_ref    uuid        NOT NULL REFERENCES register.episode,
        seq         integer     NOT NULL,
        closed      boolean     NOT NULL,
        reason      text        NOT NULL,
        happened_on date        NOT NULL,
        received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (case_ref, seq),
        CHECK (closed = (seq % 2 = 1))
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE register.closing');
  }
}
