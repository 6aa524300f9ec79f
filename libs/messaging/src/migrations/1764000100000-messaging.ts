import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a consumer keeps beside its effects. `stream` is one partition of one topic as one group reads it; everything else
 * hangs on it, because a partition is the only place where all readers see one order.
 */
export class Messaging1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS messaging`);
    await runner.query(`
      CREATE TABLE messaging.stream (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        consumer_group text NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        cluster_id text NOT NULL,
        topic_id text NOT NULL,
        next_offset bigint NOT NULL DEFAULT 0,
        rebuild_until bigint NOT NULL DEFAULT 0,
        UNIQUE (consumer_group, topic, partition)
      ) WITH (fillfactor = 50)`);
    // No foreign key: rows come by the thousand, each would cost a look-up, and streams are never deleted.
    await runner.query(`
      CREATE TABLE messaging.inbox (
        stream integer NOT NULL,
        version integer NOT NULL,
        subject uuid NOT NULL,
        id uuid NOT NULL,
        source text NOT NULL,
        digest bytea NOT NULL,
        PRIMARY KEY (stream, subject, source, version),
        UNIQUE (stream, id, source)
      )`);
    await this.waiting(runner);
    await this.members(runner);
  }

  private async waiting(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE messaging.parked (
        stream integer NOT NULL REFERENCES messaging.stream,
        record_offset bigint NOT NULL,
        source text NOT NULL,
        subject uuid NOT NULL,
        version integer NOT NULL,
        id uuid NOT NULL,
        digest bytea NOT NULL,
        broker_time timestamptz NOT NULL,
        attributes jsonb NOT NULL,
        payload bytea NOT NULL,
        told boolean NOT NULL DEFAULT false,
        PRIMARY KEY (stream, subject, source, version),
        UNIQUE (stream, id, source),
        UNIQUE (stream, record_offset)
      )`);
    await runner.query(`CREATE INDEX parked_untold ON messaging.parked (source) WHERE NOT told`);
    await runner.query(`
      CREATE TABLE messaging.quarantine (
        stream integer NOT NULL REFERENCES messaging.stream,
        record_offset bigint NOT NULL,
        digest bytea NOT NULL,
        reason text NOT NULL,
        sender text NOT NULL,
        quarantined_at timestamptz NOT NULL DEFAULT now(),
        released_at timestamptz,
        told boolean NOT NULL DEFAULT false,
        PRIMARY KEY (stream, record_offset)
      )`);
    await runner.query(`CREATE INDEX quarantine_untold ON messaging.quarantine (sender) WHERE NOT told`);
    await runner.query(`CREATE TABLE messaging.notice (sender text PRIMARY KEY, told_at timestamptz NOT NULL)`);
  }

  private async members(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE messaging.member_entry (
        record_offset bigint PRIMARY KEY,
        type text NOT NULL,
        broker_time timestamptz NOT NULL,
        data jsonb NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['member_entry', 'notice', 'quarantine', 'parked', 'inbox', 'stream']) {
      await runner.query(`DROP TABLE messaging.${table}`);
    }
  }
}
