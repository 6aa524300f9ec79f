import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of a service that publishes. Sent rows stay as a journal, so that a receiver's gap can be filled again. */
class CreateOutbox1735689601000 implements MigrationInterface {
  readonly name = 'CreateOutbox1735689601000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA IF NOT EXISTS messaging');
    await runner.query(`
      CREATE TABLE messaging.outbox_subject (
        topic   text    NOT NULL,
        subject text    NOT NULL,
        version integer NOT NULL,
        PRIMARY KEY (topic, subject)
      )`);
    await runner.query(`
      CREATE TABLE messaging.outbox (
        seq        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        lease      smallint    NOT NULL,
        topic      text        NOT NULL,
        subject    text        NOT NULL,
        version    integer     NOT NULL CHECK (version >= 1),
        id         uuid        NOT NULL,
        type       text        NOT NULL,
        time       text        NOT NULL,
        data       text,
        anonymizationprofile text,
        policyversion        text,
        urgent     boolean     NOT NULL,
        not_before timestamptz NOT NULL,
        sent_at    timestamptz
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX outbox_version ON messaging.outbox (topic, subject, version, (data IS NULL))`);
    await runner.query(`
      CREATE INDEX outbox_released ON messaging.outbox (not_before) WHERE sent_at IS NULL`);
    await runner.query(`
      CREATE INDEX outbox_unsent ON messaging.outbox (topic, subject, seq) WHERE sent_at IS NULL`);
    await runner.query(`COMMENT ON COLUMN messaging.outbox.data IS 'JSON exactly as sent; null: tombstone'`);
    await runner.query(`
      COMMENT ON COLUMN messaging.outbox.urgent IS 'was never held for a batch: leaves first when much is waiting'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE messaging.outbox, messaging.outbox_subject');
  }
}

class RepeatOnCompactedTopics1769000000000 implements MigrationInterface {
  readonly name = 'RepeatOnCompactedTopics1769000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE messaging.outbox ADD COLUMN repeat_at timestamptz');
    await runner.query(`
      CREATE INDEX outbox_repeat ON messaging.outbox (repeat_at) WHERE repeat_at IS NOT NULL`);
    await runner.query(`
      COMMENT ON COLUMN messaging.outbox.repeat_at IS
        'compacted topics: when what replaced an earlier record is sent once more; then its content is forgotten'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE messaging.outbox DROP COLUMN repeat_at');
  }
}

/** To be run in the database of every service that publishes. */
export const outboxMigrations: readonly MigrationClass[] = [
  CreateOutbox1735689601000,
  RepeatOnCompactedTopics1769000000000,
];
