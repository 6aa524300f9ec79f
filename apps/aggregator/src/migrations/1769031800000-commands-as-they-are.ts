import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Commands that wait are sealed parts for the most: nothing that gets smaller, and they are deleted within a second. */
export class CommandsAsTheyAre1769031800000 implements MigrationInterface {
  name = 'CommandsAsTheyAre1769031800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE aggregator.referral_command ALTER COLUMN data SET STORAGE EXTERNAL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE aggregator.referral_command ALTER COLUMN data SET STORAGE EXTENDED');
  }
}
