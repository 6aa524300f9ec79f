import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when two persons' decision stands in for the consent that a referral inside the country rests on. */
class ProtectedReferrals1767229300000 implements MigrationInterface {
  readonly name = 'ProtectedReferrals1767229300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE referral.referral ADD COLUMN protected_until timestamptz,
      ADD CONSTRAINT referral_protected CHECK (protected_until IS NULL OR receiver IS NOT NULL)`);
    await runner.query(`COMMENT ON COLUMN referral.referral.protected_until IS
      'end of the emergency protection that stands in for the person''s consent; NULL: rests on consent, or is over'`);
    await runner.query(`CREATE INDEX referral_protected_until ON referral.referral (protected_until)
      WHERE protected_until IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE referral.referral DROP COLUMN protected_until');
  }
}

export const protectionMigrations: readonly MigrationClass[] = [ProtectedReferrals1767229300000];
