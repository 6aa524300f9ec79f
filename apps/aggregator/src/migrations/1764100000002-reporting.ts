import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DECIDED_YEARS, PENDING, SCHEMA_VERSION, WATERMARK } from './sql/accepted-state.sql.js';
import { COUNTRY_FIGURES } from './sql/country-figures.sql.js';
import { COUNTED_CASE, IDENTIFICATION, MATCHABLE_CASE } from './sql/identification.sql.js';
import { CLUSTER_LINKS, regionalFigures } from './sql/regional-figures.sql.js';

const V4 = regionalFigures(CLUSTER_LINKS);
const READING = [COUNTRY_FIGURES, V4, DECIDED_YEARS, WATERMARK, PENDING, SCHEMA_VERSION];

/**
 * What the regional read API may see: counts and offsets, through functions that run as the owner. Its role has no right
 * on any row of a case, so no query of its can reach a reference.
 */
export class Reporting1764100000002 implements MigrationInterface {
  name = 'Reporting1764100000002';

  async up(runner: QueryRunner): Promise<void> {
    // Provisioning may have made the schema already, to give the reading role its default privileges.
    await runner.query('CREATE SCHEMA IF NOT EXISTS reporting');
    for (const statement of [COUNTED_CASE, IDENTIFICATION, MATCHABLE_CASE]) await runner.query(statement);
    for (const statement of READING) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION reporting.schema_version()');
    await runner.query('DROP VIEW reporting.pending');
    await runner.query('DROP VIEW reporting.watermark');
    await runner.query('DROP FUNCTION reporting.decided_years()');
    await runner.query('DROP FUNCTION reporting.regional_figures(integer, integer)');
    await runner.query('DROP FUNCTION reporting.country_figures(integer, integer)');
    for (const view of ['matchable_case', 'identification', 'counted_case']) {
      await runner.query(`DROP VIEW aggregator.${view}`);
    }
  }
}
