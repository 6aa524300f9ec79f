import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mentions with the keys that may link them, decisions of people, clusters and their history. */
export class Linkage1764200000000 implements MigrationInterface {
  readonly name = 'Linkage1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA linkage CASCADE');
  }
}

const STATEMENTS = [
  'CREATE SCHEMA linkage',
  // A retracted mention keeps its version alone, so that an older revision that comes later stays without effect.
  `CREATE TABLE linkage.mention (
     id             bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     source         text    NOT NULL,
     mention_ref    uuid    NOT NULL,
     version        bigint  NOT NULL CHECK (version >= 1),
     active         boolean NOT NULL,
     epoch          integer,
     reported_month text,
     UNIQUE (source, mention_ref),
     CHECK (active = (epoch IS NOT NULL) AND active = (reported_month IS NOT NULL))
   )`,
  // No foreign key: rows come by the ten thousand, each would cost a look-up, and mentions are never deleted.
  `CREATE TABLE linkage.mention_key (
     mention_id bigint   NOT NULL,
     key        uuid     NOT NULL,
     rule       smallint NOT NULL,
     source     text     NOT NULL,
     crowded    boolean  NOT NULL DEFAULT false,
     PRIMARY KEY (mention_id, key)
   )`,
  `COMMENT ON COLUMN linkage.mention_key.key IS 'hash over epoch, rule and the tags that the rule asks for'`,
  `COMMENT ON COLUMN linkage.mention_key.rule IS 'place in the list of rules, 0 strongest'`,
  `COMMENT ON COLUMN linkage.mention_key.crowded IS
     'more mentions of this source hold the key than the cap allows: it links none of them'`,
  // A flood lies outside of the index that links are looked up in, so that it costs nobody time either.
  `CREATE INDEX mention_key_linking ON linkage.mention_key (key) INCLUDE (mention_id) WHERE NOT crowded`,
  `CREATE INDEX mention_key_holders ON linkage.mention_key (key, source)`,
  `CREATE TABLE linkage.decision (
     source      text   NOT NULL,
     mention_ref uuid   NOT NULL,
     match_ref   uuid   NOT NULL,
     version     bigint NOT NULL CHECK (version >= 1),
     verdict     text   NOT NULL CHECK (verdict IN ('SAME', 'DIFFERENT', 'UNSURE')),
     PRIMARY KEY (source, mention_ref, match_ref)
   )`,
  `CREATE INDEX decision_match ON linkage.decision (match_ref) WHERE verdict = 'SAME'`,
  `CREATE TABLE linkage.cluster (
     cluster_ref uuid    PRIMARY KEY,
     status      text    NOT NULL CHECK (status IN ('STATISTICAL', 'CONFIRMED')),
     members     integer NOT NULL CHECK (members >= 2),
     sources     integer NOT NULL CHECK (sources >= 1)
   )`,
  `CREATE TABLE linkage.member (
     mention_id  bigint PRIMARY KEY REFERENCES linkage.mention,
     cluster_ref uuid   NOT NULL REFERENCES linkage.cluster
   )`,
  'CREATE INDEX member_cluster ON linkage.member (cluster_ref)',
  `CREATE TABLE linkage.published_cluster (cluster_ref uuid PRIMARY KEY, digest bytea NOT NULL)`,
  `COMMENT ON TABLE linkage.published_cluster IS 'what the topic linkage.cluster says last; no row: ceased or never said'`,
  `CREATE TABLE linkage.cluster_log (
     seq         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     at          timestamptz NOT NULL DEFAULT now(),
     cluster_ref uuid        NOT NULL,
     cause       text        NOT NULL,
     status      text        NOT NULL,
     before      uuid[]      NOT NULL,
     after       uuid[]      NOT NULL
   )`,
  'CREATE INDEX cluster_log_cluster ON linkage.cluster_log (cluster_ref, seq)',
  `CREATE FUNCTION linkage.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'the history of clusters is only added to'; END $$`,
  `CREATE TRIGGER cluster_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON linkage.cluster_log
     FOR EACH STATEMENT EXECUTE FUNCTION linkage.refuse_change()`,
  `CREATE TABLE linkage.lifecycle (
     only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
     phase    text    NOT NULL CHECK (phase IN ('REBUILDING', 'LIVE', 'STALE'))
   )`,
];
