import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Referrals between organisations of the country lie in the tables of those abroad; both sides of them are here. */
class DomesticReferrals1767229000000 implements MigrationInterface {
  readonly name = 'DomesticReferrals1767229000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

export const domesticMigrations: readonly MigrationClass[] = [DomesticReferrals1767229000000];

const UP = [
  `ALTER TABLE referral.referral
     ADD COLUMN receiver          text,
     ADD COLUMN receiver_case_ref uuid REFERENCES register.episode,
     ADD COLUMN due_at            timestamptz,
     ADD CONSTRAINT referral_receiver CHECK (receiver IS NULL OR (direction = 'OUT' AND receiver <> organisation)),
     ADD CONSTRAINT referral_domestic CHECK (receiver IS NOT NULL OR (receiver_case_ref IS NULL AND due_at IS NULL))`,
  `COMMENT ON COLUMN referral.referral.receiver IS 'the organisation of this country that was asked; NULL: asked across the border'`,
  `COMMENT ON COLUMN referral.referral.due_at IS 'when the clock does something next to a referral inside the country; NULL: never'`,
  'CREATE INDEX referral_of_receiver ON referral.referral (receiver, referral_ref) WHERE receiver IS NOT NULL',
  'CREATE INDEX referral_due ON referral.referral (due_at) WHERE due_at IS NOT NULL',
  'ALTER TABLE directory.own_organisation ADD COLUMN body_type text',
  `COMMENT ON COLUMN directory.own_organisation.body_type IS
     'of the caller that listed it; NULL: not stated, which counts as law enforcement'`,
];

const DOWN = [
  'ALTER TABLE directory.own_organisation DROP COLUMN body_type',
  'DELETE FROM referral.notification USING referral.referral r WHERE notification.referral_ref = r.referral_ref AND r.receiver IS NOT NULL',
  'DELETE FROM referral.part USING referral.referral r WHERE part.referral_ref = r.referral_ref AND r.receiver IS NOT NULL',
  'DELETE FROM referral.command USING referral.referral r WHERE command.referral_ref = r.referral_ref AND r.receiver IS NOT NULL',
  'DELETE FROM referral.outcome USING referral.referral r WHERE outcome.referral_ref = r.referral_ref AND r.receiver IS NOT NULL',
  'DELETE FROM referral.referral WHERE receiver IS NOT NULL',
  'ALTER TABLE referral.referral DROP COLUMN receiver, DROP COLUMN receiver_case_ref, DROP COLUMN due_at',
];
