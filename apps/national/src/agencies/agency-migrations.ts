import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What organisations' systems have handed in over the national brokers, and the answers on their way. No identities. */
class Agencies1767226400000 implements MigrationInterface {
  readonly name = 'Agencies1767226400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA agency CASCADE');
  }
}

/** Answers are kept for a time; that a message has counted, for ever. */
class AgencyMemory1767226700000 implements MigrationInterface {
  readonly name = 'AgencyMemory1767226700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agency.message ADD COLUMN forgotten boolean NOT NULL DEFAULT false');
    await runner.query(`COMMENT ON COLUMN agency.message.forgotten IS 'of the answer nothing but the outcome is left'`);
    await runner.query('CREATE INDEX message_answered ON agency.message (answered_at) WHERE NOT forgotten');
    await runner.query('CREATE INDEX refused_at ON agency.refused (refused_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX agency.refused_at');
    await runner.query('ALTER TABLE agency.message DROP COLUMN forgotten');
  }
}

export const agencyMigrations: readonly MigrationClass[] = [Agencies1767226400000, AgencyMemory1767226700000];

const STATEMENTS = [
  'CREATE SCHEMA agency',
  // A message counts once. The digest is over what the organisation signed, so nobody can test a guess against it.
  `CREATE TABLE agency.message (
     organisation text        NOT NULL,
     id           uuid        NOT NULL,
     digest       bytea       NOT NULL,
     answer       jsonb       NOT NULL,
     answered_at  timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (organisation, id)
   )`,
  // Answers that were decided and not sent yet.
  `CREATE TABLE agency.answer (
     seq          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     id           uuid        NOT NULL,
     organisation text        NOT NULL,
     record_id    text,
     answer       jsonb       NOT NULL,
     decided_at   timestamptz NOT NULL DEFAULT now()
   )`,
  'CREATE INDEX answer_organisation ON agency.answer (organisation, seq)',
  // Messages whose record was never looked at: position, digest and reason, never the payload.
  `CREATE TABLE agency.refused (
     record_offset bigint      NOT NULL,
     stream        integer     NOT NULL REFERENCES messaging.stream,
     organisation  text,
     reason        text        NOT NULL,
     digest        bytea       NOT NULL,
     refused_at    timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (stream, record_offset)
   )`,
];
