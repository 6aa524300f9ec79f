import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which country was told of which referral, and what it has erased. A confirmation may be read before the referral it is about. */
export class ReferralHolders1764700000000 implements MigrationInterface {
  name = 'ReferralHolders1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE aggregator.referral_holder (
        referral_ref uuid PRIMARY KEY,
        sender text COLLATE "C" NOT NULL,
        case_ref uuid NOT NULL,
        holder text COLLATE "C" NOT NULL,
        asked boolean NOT NULL DEFAULT false,
        passed_on boolean NOT NULL DEFAULT false,
        CHECK (asked OR NOT passed_on)
      )`);
    await runner.query('CREATE INDEX referral_holder_case ON aggregator.referral_holder (sender, case_ref)');
    await runner.query(`
      CREATE TABLE aggregator.erasure_confirmation (
        referral_ref uuid NOT NULL,
        holder text COLLATE "C" NOT NULL,
        PRIMARY KEY (referral_ref, holder)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE aggregator.erasure_confirmation');
    await runner.query('DROP TABLE aggregator.referral_holder');
  }
}
