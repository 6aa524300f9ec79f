import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['case_state', 'case_decision', 'case_closing', 'binding'];

/**
 * Row-level security by country for every session that has no right of its own on these tables, that is for readers of
 * schema `reporting`: they see the rows of the countries named in the transaction's `kerege.countries`, and none where
 * nothing is named. The owner and the service see all rows: a migration that silently skipped rows would be worse.
 */
export class CountryRows1764100000001 implements MigrationInterface {
  name = 'CountryRows1764100000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION aggregator.visible_countries() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
      AS $$ SELECT string_to_array(current_setting('kerege.countries', true), ',') $$`);
    // session_user, because the functions of schema reporting run as the owner. Sub-selects run once a statement.
    for (const table of TABLES) {
      await runner.query(`ALTER TABLE aggregator.${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`ALTER TABLE aggregator.${table} FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY country_rows ON aggregator.${table} USING (
          (SELECT has_table_privilege(session_user, 'aggregator.${table}', 'SELECT'))
          OR source = ANY ((SELECT aggregator.visible_countries())::text[])
        )`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(`DROP POLICY country_rows ON aggregator.${table}`);
      await runner.query(`ALTER TABLE aggregator.${table} NO FORCE ROW LEVEL SECURITY`);
      await runner.query(`ALTER TABLE aggregator.${table} DISABLE ROW LEVEL SECURITY`);
    }
    await runner.query('DROP FUNCTION aggregator.visible_countries()');
  }
}
