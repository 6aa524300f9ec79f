import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A record id is unique within its organisation, no longer within the country: what was unique there is unique here too. The
 * organisation comes first, so that its list, page by page in order of the ids, is read off the same index.
 */
export class RecordsOfOrganisations1767227340000 implements MigrationInterface {
  readonly name = 'RecordsOfOrganisations1767227340000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE register.episode ADD CONSTRAINT episode_record UNIQUE (organisation, record_id),
                                   DROP CONSTRAINT episode_record_id_key`);
  }

  /** Fails where two organisations have used one id since: none of them could keep it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE register.episode ADD CONSTRAINT episode_record_id_key UNIQUE (record_id), DROP CONSTRAINT episode_record`);
  }
}
