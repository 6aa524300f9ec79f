import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who refers persons inside the country, by the kind of body: figures count by it. */
class SenderTypes1767229500000 implements MigrationInterface {
  readonly name = 'SenderTypes1767229500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE referral.referral ADD COLUMN sender_type text,
      ADD CONSTRAINT referral_sender_type CHECK (sender_type IS NULL OR receiver IS NOT NULL)`);
    await runner.query(`COMMENT ON COLUMN referral.referral.sender_type IS
      'of the body that asked another one of the country; NULL: asked across the border, or not stated'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE referral.referral DROP COLUMN sender_type');
  }
}

export const senderTypeMigrations: readonly MigrationClass[] = [SenderTypes1767229500000];
