import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class ConsentEvidence1767226030000 implements MigrationInterface {
  readonly name = 'ConsentEvidence1767226030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE register.consent ADD COLUMN evidence jsonb, ADD COLUMN recorded_by text');
    await runner.query(`COMMENT ON COLUMN register.consent.evidence IS
      'how a decision was taken at the organisation itself, codes only; NULL: stated by a record or file'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE register.consent DROP COLUMN evidence, DROP COLUMN recorded_by');
  }
}

export const consentMigrations: readonly MigrationClass[] = [ConsentEvidence1767226030000];
