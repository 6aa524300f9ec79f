import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which referrals a sender shares no more, and which receivers have destroyed what they got. Either may be read before the referral itself. */
export class SharingStops1764800000000 implements MigrationInterface {
  name = 'SharingStops1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE aggregator.referral_holder
        ADD COLUMN stop_told boolean NOT NULL DEFAULT false,
        ADD COLUMN stop_passed_on boolean NOT NULL DEFAULT false,
        ADD CHECK (stop_told OR NOT stop_passed_on)`);
    for (const [table, who] of [
      ['sharing_stop', 'sender'],
      ['sharing_confirmation', 'holder'],
    ]) {
      await runner.query(`
        CREATE TABLE aggregator.${table} (
          referral_ref uuid NOT NULL,
          ${who} text COLLATE "C" NOT NULL,
          PRIMARY KEY (referral_ref, ${who})
        )`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE aggregator.sharing_confirmation');
    await runner.query('DROP TABLE aggregator.sharing_stop');
    await runner.query('ALTER TABLE aggregator.referral_holder DROP COLUMN stop_passed_on, DROP COLUMN stop_told');
  }
}
