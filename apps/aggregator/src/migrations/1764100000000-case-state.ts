import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The folded state of the region: cases, decisions, bindings, clusters. A country's rows live under its own source, so
 * that no interleaving of two countries' topics can decide who owns a reference.
 */
export class CaseState1764100000000 implements MigrationInterface {
  name = 'CaseState1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA aggregator');
    // Cases change a few times each: room on the page keeps the updates off the index.
    await runner.query(`
      CREATE TABLE aggregator.case_state (
        source text COLLATE "C" NOT NULL,
        case_ref uuid NOT NULL,
        version integer NOT NULL,
        state text COLLATE "C" NOT NULL
          CHECK (state IN ('REGISTERED', 'ACTUAL', 'NOT_A_VICTIM', 'CLOSED', 'VOIDED', 'ERASED')),
        person_ref uuid,
        level smallint,
        sex text COLLATE "C",
        age text COLLATE "C",
        citizenship text COLLATE "C",
        country_of_exploitation text COLLATE "C",
        exploitation text COLLATE "C",
        registered_year smallint,
        registered_quarter smallint,
        closed_reason text COLLATE "C",
        closed_year smallint,
        PRIMARY KEY (source, case_ref),
        CHECK ((state = 'ERASED') = (person_ref IS NULL)),
        CHECK ((state = 'ERASED') = (registered_year IS NULL))
      ) WITH (fillfactor = 70)`);
    await runner.query(`
      CREATE TABLE aggregator.case_decision (
        source text COLLATE "C" NOT NULL,
        case_ref uuid NOT NULL,
        version integer NOT NULL,
        outcome text COLLATE "C" NOT NULL CHECK (outcome IN ('ACTUAL', 'NOT_A_VICTIM')),
        class text COLLATE "C" NOT NULL CHECK (class IN ('GOVERNMENT', 'NGO', 'INTERNATIONAL', 'OTHER')),
        status_kind text COLLATE "C",
        year smallint NOT NULL,
        quarter smallint,
        PRIMARY KEY (source, case_ref, version)
      )`);
    await runner.query(`
      CREATE TABLE aggregator.case_closing (
        source text COLLATE "C" NOT NULL,
        case_ref uuid NOT NULL,
        version integer NOT NULL,
        closed boolean NOT NULL,
        year smallint NOT NULL,
        PRIMARY KEY (source, case_ref, version)
      )`);
    await runner.query(`
      CREATE TABLE aggregator.binding (
        source text COLLATE "C" NOT NULL,
        mention_ref uuid NOT NULL,
        version integer NOT NULL,
        case_ref uuid,
        PRIMARY KEY (source, mention_ref)
      )`);
    await runner.query('CREATE INDEX binding_of_case ON aggregator.binding (source, case_ref)');
    await runner.query(`
      CREATE TABLE aggregator.cluster (
        cluster_ref uuid PRIMARY KEY,
        version integer NOT NULL,
        status text COLLATE "C" NOT NULL CHECK (status IN ('STATISTICAL', 'CONFIRMED'))
      )`);
    // While linkage moves a mention, two clusters may name it for a moment: the key holds both, so order cannot matter.
    await runner.query(`
      CREATE TABLE aggregator.cluster_member (
        cluster_ref uuid NOT NULL,
        mention_ref uuid NOT NULL,
        PRIMARY KEY (cluster_ref, mention_ref)
      )`);
    await runner.query('CREATE INDEX cluster_of_mention ON aggregator.cluster_member (mention_ref)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA aggregator CASCADE');
  }
}
