import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PERSON_LINK } from './sql/person-link.sql.js';
import { CLUSTER_LINKS, regionalFigures } from './sql/regional-figures.sql.js';

const VERSION = (version: string) => `
  CREATE OR REPLACE FUNCTION reporting.schema_version() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '${version}' $$`;

/** A cross-border referral that has started makes two cases one person's: V4 counts the pair once. */
export class LinksByReferral1764600000000 implements MigrationInterface {
  name = 'LinksByReferral1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PERSON_LINK);
    await runner.query(regionalFigures('SELECT country, person_ref, link_ref FROM aggregator.person_link'));
    await runner.query(VERSION('1764600000000'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(VERSION('1764500000000'));
    await runner.query(regionalFigures(CLUSTER_LINKS));
    await runner.query('DROP VIEW aggregator.person_link');
  }
}
