import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who holds a tag is read from the index alone, unless a page of the table is not known to be visible to all: then each row of it is
 * fetched as well, which takes PostgreSQL more than twice as long. Vacuum by the default, a fifth of new rows, comes too late for that.
 */
export class VisibleTags1764360000000 implements MigrationInterface {
  readonly name = 'VisibleTags1764360000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE linkage.tag SET (
      autovacuum_vacuum_insert_threshold = 20000, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE linkage.tag RESET (
      autovacuum_vacuum_insert_threshold, autovacuum_vacuum_insert_scale_factor, autovacuum_vacuum_cost_delay)`);
  }
}
