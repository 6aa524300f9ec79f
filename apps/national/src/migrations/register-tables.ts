import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The register: who entered what about whom. Nothing about identity stands in a plain column: identity is encrypted under
 * the case's data key, which lies outside of the database.
 */
export class RegisterTables1764000000001 implements MigrationInterface {
  readonly name = 'RegisterTables1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA register CASCADE');
  }
}

const STATEMENTS: readonly string[] = [
  'CREATE SCHEMA register',
  `CREATE TABLE register.organisation (
     code text PRIMARY KEY,
     first_seen timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE TABLE register.person (
     person_ref uuid PRIMARY KEY,
     created_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE TABLE register.intake_total (
     only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
     received bigint NOT NULL DEFAULT 0,
     registered bigint NOT NULL DEFAULT 0,
     changed bigint NOT NULL DEFAULT 0,
     unchanged bigint NOT NULL DEFAULT 0,
     rejected bigint NOT NULL DEFAULT 0
   )`,
  'INSERT INTO register.intake_total DEFAULT VALUES',
  `CREATE TABLE register.import_job (
     import_id uuid PRIMARY KEY,
     caller text NOT NULL,
     kind text NOT NULL CHECK (kind IN ('CSV', 'XLSX')),
     status text NOT NULL CHECK (status IN ('RUNNING', 'READ', 'DONE', 'REFUSED', 'INTERRUPTED')),
     owner uuid NOT NULL,
     received bigint NOT NULL DEFAULT 0,
     registered bigint NOT NULL DEFAULT 0,
     changed bigint NOT NULL DEFAULT 0,
     unchanged bigint NOT NULL DEFAULT 0,
     rejected bigint NOT NULL DEFAULT 0,
     reason text,
     started_at timestamptz NOT NULL DEFAULT now(),
     ended_at timestamptz
   )`,
  `CREATE TABLE register.episode (
     case_ref uuid PRIMARY KEY,
     record_id text NOT NULL UNIQUE,
     organisation text NOT NULL REFERENCES register.organisation,
     person_ref uuid NOT NULL REFERENCES register.person,
     registered_on date NOT NULL,
     content_mac bytea NOT NULL,
     facts jsonb NOT NULL,
     k0 text NOT NULL, k1 text NOT NULL, k2 text NOT NULL, k3 text NOT NULL,
     k4 text NOT NULL, k5 text NOT NULL, k6 text NOT NULL,
     status text NOT NULL CHECK (status IN ('OPEN', 'VOIDED', 'ERASED')),
     trafficking_status text,
     decision_org text,
     decided_on date,
     coded jsonb NOT NULL,
     import_id uuid REFERENCES register.import_job,
     created_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now(),
     voided_at timestamptz
   )`,
  'CREATE INDEX episode_person ON register.episode (person_ref)',
  'CREATE INDEX episode_organisation ON register.episode (organisation, registered_on, record_id)',
  'CREATE INDEX episode_order ON register.episode (registered_on, record_id)',
  ...[0, 1, 2, 3, 4, 5, 6].map(
    (level) => `CREATE INDEX episode_k${level} ON register.episode (k${level}, registered_on) INCLUDE (person_ref)`,
  ),
  `CREATE TABLE register.to_level (
     case_ref uuid PRIMARY KEY REFERENCES register.episode,
     import_id uuid NOT NULL REFERENCES register.import_job
   )`,
  'CREATE INDEX to_level_import ON register.to_level (import_id)',
  `CREATE TABLE register.decision (
     case_ref uuid NOT NULL REFERENCES register.episode,
     seq integer NOT NULL,
     trafficking_status text,
     decision_org text,
     decided_on date,
     received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (case_ref, seq)
   )`,
  `CREATE TABLE register.identity (
     case_ref uuid PRIMARY KEY REFERENCES register.episode,
     key_slot bigint NOT NULL UNIQUE,
     nonce bytea NOT NULL,
     ciphertext bytea NOT NULL,
     tag bytea NOT NULL
   )`,
  `CREATE TABLE register.blind_index (
     case_ref uuid NOT NULL REFERENCES register.episode,
     kind text NOT NULL CHECK (kind IN ('DOCUMENT', 'NATIONAL_ID')),
     bucket smallint NOT NULL CHECK (bucket BETWEEN 0 AND 4095),
     nonce bytea NOT NULL,
     entry bytea NOT NULL,
     tag bytea NOT NULL,
     PRIMARY KEY (case_ref, kind)
   )`,
  'CREATE INDEX blind_index_bucket ON register.blind_index (kind, bucket)',
  `CREATE TABLE register.consent (
     case_ref uuid NOT NULL REFERENCES register.episode,
     seq integer NOT NULL,
     purpose text NOT NULL,
     decision text NOT NULL CHECK (decision IN ('GIVEN', 'REFUSED', 'WITHDRAWN', 'NOT_ASKED')),
     basis text NOT NULL CHECK (basis IN ('RECORDED', 'ATTESTED_BY_AGENCY')),
     by text NOT NULL,
     informed text[] NOT NULL,
     decided_on timestamptz,
     received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (case_ref, seq)
   )`,
  // Without it the planner reads the whole table for each case of a file, until the first ANALYZE.
  `CREATE INDEX consent_to_matching ON register.consent (case_ref) WHERE purpose = 'CROSS_BORDER_MATCH'`,
  `CREATE TABLE register.person_rule (
     case_a uuid NOT NULL REFERENCES register.episode,
     case_b uuid NOT NULL REFERENCES register.episode,
     rule text NOT NULL CHECK (rule IN ('TOGETHER', 'APART')),
     PRIMARY KEY (case_a, case_b),
     CHECK (case_a < case_b)
   )`,
  'CREATE INDEX person_rule_b ON register.person_rule (case_b)',
  `CREATE TABLE register.person_journal (
     seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     act text NOT NULL CHECK (act IN ('JOINED', 'MERGED', 'SPLIT')),
     caller text,
     case_refs uuid[] NOT NULL,
     person_refs uuid[] NOT NULL,
     at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE TABLE register.delivery_problem (
     topic text NOT NULL,
     partition integer NOT NULL,
     "offset" bigint NOT NULL,
     reporter text NOT NULL,
     kind text NOT NULL,
     reason text NOT NULL,
     subject text,
     missing integer,
     resent boolean NOT NULL,
     told_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (topic, partition, "offset", reporter)
   )`,
];
