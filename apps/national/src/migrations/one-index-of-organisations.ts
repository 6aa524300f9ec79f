import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an organisation holds is found in the index of its record ids; no query asked for the order of this one. */
export class OneIndexOfOrganisations1767229400000 implements MigrationInterface {
  readonly name = 'OneIndexOfOrganisations1767229400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX register.episode_organisation');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX episode_organisation ON register.episode (organisation, registered_on, record_id)',
    );
  }
}
