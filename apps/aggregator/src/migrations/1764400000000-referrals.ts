import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Referrals as their history adds up, commands that wait for a decision, and what the sequencer needs to decide alone and in time. */
export class Referrals1764400000000 implements MigrationInterface {
  name = 'Referrals1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    // A request that was refused has a sequence and no referral: everything but the first two columns is NULL then.
    await runner.query(`
      CREATE TABLE aggregator.referral (
        referral_ref uuid PRIMARY KEY,
        sequence integer NOT NULL,
        status text COLLATE "C",
        from_country text COLLATE "C",
        to_country text COLLATE "C",
        mode text COLLATE "C",
        reason text COLLATE "C",
        urgency text COLLATE "C",
        consents text[],
        case_ref uuid,
        slot_refs uuid[],
        version integer,
        version_before_expiry integer,
        requested_at timestamptz(3),
        answer_ms bigint,
        deadline timestamptz(3),
        questions smallint,
        asked_at timestamptz(3),
        question_limit timestamptz(3),
        marks text[],
        start_by timestamptz(3),
        expired_at timestamptz(3),
        late_until timestamptz(3),
        receiver_case_ref uuid,
        linked boolean,
        due_at timestamptz(3)
      ) WITH (fillfactor = 60)`);
    await runner.query('CREATE INDEX referral_of_case ON aggregator.referral (from_country, case_ref)');
    await runner.query('CREATE INDEX referral_due ON aggregator.referral (due_at) WHERE due_at IS NOT NULL');
    await runner.query(`
      CREATE TABLE aggregator.referral_outcome (
        referral_ref uuid NOT NULL,
        sequence integer NOT NULL,
        type text COLLATE "C" NOT NULL,
        status text COLLATE "C",
        reason text COLLATE "C",
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (referral_ref, sequence)
      )`);
    await runner.query(`
      CREATE TABLE aggregator.referral_command (
        received bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        source text COLLATE "C" NOT NULL,
        command_id uuid NOT NULL,
        referral_ref uuid NOT NULL,
        type text COLLATE "C" NOT NULL,
        data jsonb NOT NULL,
        topic text COLLATE "C" NOT NULL,
        partition integer NOT NULL,
        record_offset bigint NOT NULL,
        at timestamptz(3) NOT NULL,
        UNIQUE (source, command_id)
      )`);
    await runner.query(`
      CREATE TABLE aggregator.referral_decided (
        source text COLLATE "C" NOT NULL,
        command_id uuid NOT NULL,
        PRIMARY KEY (source, command_id)
      )`);
    await runner.query(`
      CREATE TABLE aggregator.sequencer_lease (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        fence bigint NOT NULL,
        holder uuid NOT NULL,
        ends_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE aggregator.sequencer_clock (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        reading timestamptz(3) NOT NULL,
        asked_at timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sequencer_clock', 'sequencer_lease', 'referral_decided', 'referral_command']) {
      await runner.query(`DROP TABLE aggregator.${table}`);
    }
    await runner.query('DROP TABLE aggregator.referral_outcome');
    await runner.query('DROP TABLE aggregator.referral');
  }
}
