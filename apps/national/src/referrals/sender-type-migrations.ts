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

/** Who refers persons abroad is counted by the kind of body too. What was requested before counts as not stated. */
class SenderTypesAbroad1767229560000 implements MigrationInterface {
  readonly name = 'SenderTypesAbroad1767229560000';

  async up(runner: QueryRunner): Promise<void> {
    await constrain(runner, `direction = 'OUT'`);
    await comment(runner, 'of the body that asked; NULL: not stated, or asked by another country');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('UPDATE referral.referral SET sender_type = NULL WHERE receiver IS NULL');
    await constrain(runner, 'receiver IS NOT NULL');
    await comment(runner, DOMESTIC);
  }
}

export const senderTypeMigrations: readonly MigrationClass[] = [
  SenderTypes1767229500000,
  SenderTypesAbroad1767229560000,
];

const DOMESTIC = 'of the body that asked another one of the country; NULL: asked across the border, or not stated';

const comment = (runner: QueryRunner, text: string) =>
  runner.query(`COMMENT ON COLUMN referral.referral.sender_type IS '${text}'`);

const constrain = (runner: QueryRunner, which: string) =>
  runner.query(`ALTER TABLE referral.referral DROP CONSTRAINT referral_sender_type,
    ADD CONSTRAINT referral_sender_type CHECK (sender_type IS NULL OR ${which})`);
