import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when the receiver is to destroy what was shared, and when it confirmed. */
export class SharingStops1767226750000 implements MigrationInterface {
  readonly name = 'SharingStops1767226750000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE referral.referral
      ADD COLUMN stop_asked_at timestamptz, ADD COLUMN stop_confirmed_at timestamptz,
      ADD CHECK (stop_confirmed_at IS NULL OR stop_asked_at IS NOT NULL)`);
    await runner.query(`COMMENT ON COLUMN referral.referral.stop_asked_at IS
      'sender: since when the receiver of an accepted referral is asked to destroy what was shared'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE referral.referral DROP COLUMN stop_confirmed_at, DROP COLUMN stop_asked_at');
  }
}
