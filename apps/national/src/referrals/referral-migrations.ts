import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SharingStops1767226750000 } from './stop-migrations.js';

/** Referrals that this country sends and receives, and the keys that their sealed parts need. */
class Referrals1767226100000 implements MigrationInterface {
  readonly name = 'Referrals1767226100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA referral CASCADE');
  }
}

/** When the members log first named a key of the country, and when it stopped giving it to senders. */
class KeyRotation1767226650000 implements MigrationInterface {
  readonly name = 'KeyRotation1767226650000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE referral.own_key ADD COLUMN declared_at timestamptz, ADD COLUMN retired_at timestamptz',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE referral.own_key DROP COLUMN declared_at, DROP COLUMN retired_at');
  }
}

export const referralMigrations: readonly MigrationClass[] = [
  Referrals1767226100000,
  KeyRotation1767226650000,
  SharingStops1767226750000,
];

const STATEMENTS = [
  'CREATE SCHEMA referral',
  `CREATE TABLE referral.own_key (
     kid          text        PRIMARY KEY,
     for_country  text,
     x            text        NOT NULL,
     slot         bigint      NOT NULL UNIQUE,
     made_at      timestamptz NOT NULL DEFAULT now(),
     ends_at      timestamptz,
     destroyed_at timestamptz
   )`,
  `COMMENT ON TABLE referral.own_key IS
     'keys that others seal to; the private halves lie in the key store. for_country NULL: the country''s key of the members log'`,
  'CREATE INDEX own_key_standing ON referral.own_key (for_country) WHERE ends_at IS NULL',
  `CREATE TABLE referral.slot (
     case_ref uuid NOT NULL REFERENCES register.episode,
     service  text NOT NULL,
     slot_ref uuid NOT NULL UNIQUE,
     PRIMARY KEY (case_ref, service)
   )`,
  `CREATE TABLE referral.case_abroad (
     case_ref          uuid NOT NULL REFERENCES register.episode,
     country           text NOT NULL,
     referral_case_ref uuid NOT NULL UNIQUE,
     PRIMARY KEY (case_ref, country)
   )`,
  `CREATE TABLE referral.referral (
     referral_ref       uuid        PRIMARY KEY,
     direction          text        NOT NULL CHECK (direction IN ('OUT', 'IN')),
     country            text        NOT NULL,
     organisation       text        NOT NULL,
     case_ref           uuid        REFERENCES register.episode,
     slot_refs          uuid[]      NOT NULL,
     key_slot           bigint      NOT NULL UNIQUE,
     key_ends_at        timestamptz,
     key_destroyed_at   timestamptz,
     sharing_stopped_at timestamptz,
     created_at         timestamptz NOT NULL DEFAULT now(),
     CHECK (direction = 'IN' OR case_ref IS NOT NULL)
   )`,
  `COMMENT ON COLUMN referral.referral.country IS 'the other side'`,
  `COMMENT ON COLUMN referral.referral.case_ref IS 'own case: the sender''s from the request on, the receiver''s from the start on'`,
  'CREATE INDEX referral_organisation ON referral.referral (organisation, referral_ref)',
  'CREATE INDEX referral_case ON referral.referral (case_ref)',
  'CREATE INDEX referral_key_end ON referral.referral (key_ends_at) WHERE key_destroyed_at IS NULL',
  `CREATE TABLE referral.part (
     referral_ref uuid     NOT NULL REFERENCES referral.referral,
     part         text     NOT NULL CHECK (part IN ('preview', 'question', 'answer')),
     number       integer  NOT NULL,
     nonce        bytea    NOT NULL,
     ciphertext   bytea    NOT NULL,
     tag          bytea    NOT NULL,
     PRIMARY KEY (referral_ref, part, number)
   )`,
  `CREATE TABLE referral.command (
     seq          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     event_id     uuid        NOT NULL UNIQUE,
     referral_ref uuid        NOT NULL REFERENCES referral.referral,
     type         text        NOT NULL,
     data         jsonb       NOT NULL,
     case_ref     uuid,
     caller       text        NOT NULL,
     at           timestamptz NOT NULL,
     outcome      text,
     why          text
   )`,
  'CREATE INDEX command_referral ON referral.command (referral_ref, seq)',
  `CREATE TABLE referral.outcome (
     referral_ref uuid        NOT NULL,
     sequence     integer     NOT NULL,
     type         text        NOT NULL,
     data         jsonb       NOT NULL,
     received_at  timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (referral_ref, sequence)
   )`,
  `COMMENT ON TABLE referral.outcome IS 'the history as told to this country; what was sealed is in referral.part'`,
  `CREATE TABLE referral.notification (
     seq          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     organisation text        NOT NULL,
     referral_ref uuid        NOT NULL REFERENCES referral.referral,
     outcome      text        NOT NULL,
     why          text,
     at           timestamptz NOT NULL DEFAULT now()
   )`,
  'CREATE INDEX notification_organisation ON referral.notification (organisation, seq)',
];
