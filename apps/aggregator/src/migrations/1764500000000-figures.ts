import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['figure_table', 'figure_cell', 'figure_attestation'];

/** Tables that the countries count themselves, and their attestations; each country's rows under its own source. */
export class Figures1764500000000 implements MigrationInterface {
  name = 'Figures1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    for (const table of TABLES) await runner.query(rowsOfCountries(table));
    for (const statement of READING) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE OR REPLACE FUNCTION reporting.schema_version() RETURNS text LANGUAGE sql IMMUTABLE
      AS $$ SELECT '1764100000002' $$`);
    await runner.query('DROP FUNCTION reporting.figure_cells(text, text)');
    await runner.query('DROP FUNCTION reporting.figure_tables(text, text)');
    for (const table of TABLES) await runner.query(`DROP TABLE aggregator.${table}`);
  }
}

const KEY = `
        source text COLLATE "C" NOT NULL,
        period text COLLATE "C" NOT NULL,
        name text COLLATE "C" NOT NULL,`;

const STATEMENTS = [
  `CREATE TABLE aggregator.figure_table (${KEY}
        version integer NOT NULL,
        PRIMARY KEY (source, period, name)
      )`,
  `CREATE TABLE aggregator.figure_cell (${KEY}
        codes text COLLATE "C" NOT NULL,
        value integer,
        marker text COLLATE "C",
        PRIMARY KEY (source, period, name, codes),
        CHECK ((value IS NULL) <> (marker IS NULL))
      )`,
  `CREATE TABLE aggregator.figure_attestation (${KEY}
        attested_version integer NOT NULL,
        complete boolean NOT NULL,
        zero_confirmed boolean NOT NULL,
        PRIMARY KEY (source, period, name)
      )`,
];

/** As for cases: readers see the countries that their transaction names. */
const rowsOfCountries = (table: string) => `
  ALTER TABLE aggregator.${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE aggregator.${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY country_rows ON aggregator.${table} USING (
    (SELECT has_table_privilege(session_user, 'aggregator.${table}', 'SELECT'))
    OR source = ANY ((SELECT aggregator.visible_countries())::text[])
  )`;

const READING = [
  `CREATE FUNCTION reporting.figure_tables(of_period text, of_table text)
   RETURNS TABLE (country text, version integer, complete boolean, zero_confirmed boolean)
   LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
     SELECT t.source, t.version, a.complete, a.zero_confirmed FROM aggregator.figure_table t
     LEFT JOIN aggregator.figure_attestation a ON a.source = t.source AND a.period = t.period AND a.name = t.name
       AND a.attested_version = t.version
     WHERE t.period = of_period AND t.name = of_table
     ORDER BY t.source
   $$`,
  `CREATE FUNCTION reporting.figure_cells(of_period text, of_table text)
   RETURNS TABLE (country text, codes text, value integer, marker text)
   LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
     SELECT c.source, c.codes, c.value, c.marker FROM aggregator.figure_cell c
     WHERE c.period = of_period AND c.name = of_table
     ORDER BY c.source, c.codes
   $$`,
  `CREATE OR REPLACE FUNCTION reporting.schema_version() RETURNS text LANGUAGE sql IMMUTABLE
   AS $$ SELECT '1764500000000' $$`,
];
