import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When an organisation sent a record of its own again in another form, which nothing else says: `updated_at` of an episode moves
 * with the person as well, and so with what others hold.
 */
class Timeline1767226800000 implements MigrationInterface {
  readonly name = 'Timeline1767226800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE register.record_change (
        seq        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        case_ref   uuid        NOT NULL REFERENCES register.episode,
        import_id  uuid        REFERENCES register.import_job,
        changed_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query('CREATE INDEX record_change_case ON register.record_change (case_ref)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE register.record_change');
  }
}

export const timelineMigrations: readonly MigrationClass[] = [Timeline1767226800000];
